import { expect, it } from 'vitest'
import type { MessagingTables } from '../../messaging/tables.ts'
import { settle } from '../house.ts'
import { OUR_NUMBER, openSmsHouse } from '../sms/sms-house.ts'
import { until } from '../telegram/until.ts'
import { generateSecrets } from './generate-secrets.ts'
import { whileTurnsFail, whileWritingFails } from './make-fail.ts'
import { findLeaks, readAllWritten, type Written } from './search.ts'
import { watchOutput } from './watch-output.ts'

const told = generateSecrets(2029)
const numbered = (count: number) => `+336399${80_000 + count}`

it('by SMS, generated secrets leave no byte in a file, a row or a log, whatever fails', {
  timeout: 300_000,
}, async () => {
  const watch = watchOutput()
  const sms = await openSmsHouse(watch.environment)
  const { passerelle } = sms.house
  const outbox = () => passerelle.store.of<MessagingTables>().selectFrom('outbox').selectAll().execute()
  const fields = (id: string, from: string, text: string) => ({
    MessageSid: id,
    From: from,
    To: OUR_NUMBER,
    Body: text,
    NumMedia: '0',
  })
  try {
    for (const [at, { message }] of told.entries()) await sms.phoneSends(numbered(at), `${message} zzgl prfx`)
    await settle(passerelle)

    // what is not taken
    const [, one, two, three, four] = told.map(({ message }) => message)
    expect(
      (await sms.posts(fields('SM-forged', numbered(700), one ?? ''), 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=')).status,
    ).toBe(401)
    expect((await sms.posts({ MessageSid: 'SM-nobody', Body: two ?? '' })).status).toBe(400)
    await whileWritingFails(passerelle, three ?? '', async () =>
      expect((await sms.posts(fields('SM-disk', numbered(701), three ?? ''))).status).toBe(500),
    )

    // what cannot be answered
    await whileTurnsFail(passerelle, {
      quoted: four ?? '',
      logged: watch.logged,
      say: () => sms.posts(fields('SM-turn', numbered(702), four ?? '')),
    })
    await settle(passerelle)

    // what the provider refuses, quoting whom and what; the last one is to be tried again in a second
    for (const [at, { message }] of told.slice(0, 6).entries()) {
      const person = numbered(710 + at)
      const status = at < 5 ? 400 : 503
      sms.proxy.failNext({ status, code: 30_007, message: `« ${message} » could not be sent to ${person}` })
      await sms.phoneSends(person, message)
      await until(
        async () => (await outbox()).filter(({ error, state }) => error !== null || state === 'dead').length > at,
      )
    }

    const answers: string[] = []
    for (const at of told.keys()) answers.push(...(await sms.sentTo(numbered(at))).map(({ body }) => body))
    expect(answers.length).toBeGreaterThanOrEqual(told.length)
    const written: Written[] = [
      ...(await readAllWritten(passerelle)),
      ...watch.written(),
      ['the answers', Buffer.from(JSON.stringify(answers))],
    ]
    const people = [...told.keys(), 700, 701, 702, 710, 711, 712, 713, 714, 715].map((at) => numbered(at).slice(1))
    expect(findLeaks([...told.map(({ secret }) => secret), ...people], written)).toEqual([])
    // the search itself works: what may be kept is found
    expect(findLeaks(['zzgl prfx'], written)).not.toEqual([])
    for (const code of ['sms.refused', 'http.failed', 'turn.failed']) expect(watch.logged()).toContain(code)
    expect((await outbox()).filter(({ state }) => state === 'dead').length).toBeGreaterThanOrEqual(5)
  } finally {
    await sms.close()
  }
})
