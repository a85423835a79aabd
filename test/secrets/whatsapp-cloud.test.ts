import { expect, it } from 'vitest'
import { until } from '../telegram/until.ts'
import { deliver } from '../whatsapp-cloud/deliver.ts'
import { openGraph, wordsOf } from '../whatsapp-cloud/graph-stub.ts'
import { delivery, image, personNumbered, type Said, says, sign, statuses, text } from '../whatsapp-cloud/webhooks.ts'
import { openWhatsAppHouse } from '../whatsapp-cloud/whatsapp-house.ts'
import { generateSecrets } from './generate-secrets.ts'
import { whileTurnsFail, whileWritingFails } from './make-fail.ts'
import { findLeaks, readAllWritten, type Written } from './search.ts'
import { watchOutput } from './watch-output.ts'

const told = generateSecrets(2030)
const ways: ((said: string) => Said)[] = [
  text,
  (said) => image('photo', said),
  // the quick reply of a template
  (said) => ({ type: 'button', button: { text: said, payload: said } }),
]
const numbered = (count: number) => personNumbered(4000 + count)

it('through WhatsApp Cloud, generated secrets leave no byte in a file, a row or a log, whatever fails', {
  timeout: 300_000,
}, async () => {
  const watch = watchOutput()
  const stub = await openGraph()
  const house = await openWhatsAppHouse(stub, watch.environment)
  const { passerelle } = house
  const saidBy = (at: number, said: Said) => says(numbered(at), passerelle.now(), said)
  try {
    for (const [at, { message }] of told.entries())
      await stub.post(saidBy(at, (ways[at % 3] ?? text)(`${message} zzgl prfx`)))
    await house.settled()

    // what is not taken
    const [, one, two, three, four] = told.map(({ message }) => message)
    const cut = `{"object":"whatsapp_business_account","entry":[{"text":"${one}`
    expect(await deliver(house.hook, cut, sign(cut))).toBe(400)
    const forged = JSON.stringify(delivery(saidBy(700, text(two ?? ''))))
    expect(await deliver(house.hook, forged, sign(forged, 'un-autre-secret'))).toBe(401)
    const lost = JSON.stringify(delivery(saidBy(701, text(three ?? ''))))
    await whileWritingFails(passerelle, three ?? '', async () =>
      expect(await deliver(house.hook, lost, sign(lost))).toBe(500),
    )
    // of a kind we do not read, and a fault Meta tells of outside any message
    const odd = {
      ...saidBy(703, { type: 'contacts', contacts: [{ phones: [{ phone: one }] }] }),
      errors: [{ code: 131_000, title: two }],
    }
    await stub.post(odd)

    // what cannot be answered
    await whileTurnsFail(passerelle, {
      quoted: four ?? '',
      logged: watch.logged,
      say: () => stub.post(saidBy(702, text(four ?? ''))),
    })
    await house.settled()

    // what Meta refuses at once, then after it was taken, quoting whom and what
    for (const [at, { message }] of told.slice(0, 5).entries()) {
      const { number } = numbered(710 + at)
      stub.fail({ status: 400, code: 999_999, message: `« ${message} » was not sent to ${number}` })
      await stub.post(saidBy(710 + at, text(message)))
      await until(async () => (await house.outbox()).filter(({ state }) => state === 'dead').length > at)
    }
    await house.settled()
    const { number } = numbered(0)
    const last = stub.sentTo({ number }).at(-1)
    const title = `« ${one} » did not reach ${number}`
    await stub.post(
      statuses({ id: last?.id ?? '', status: 'failed', to: number, at: 0, error: { code: 999_998, title } }),
    )
    await until(async () => (await house.outbox()).filter(({ state }) => state === 'dead').length >= 6)

    const written: Written[] = [
      ...(await readAllWritten(passerelle)),
      ...watch.written(),
      ['the answers', Buffer.from(JSON.stringify(stub.sent.map(wordsOf)))],
    ]
    const people = [...told.keys(), 700, 701, 702, 703, 710, 711, 712, 713, 714].flatMap((at) =>
      Object.values(numbered(at)),
    )
    expect(findLeaks([...told.map(({ secret }) => secret), ...people], written)).toEqual([])
    // the search itself works: what may be kept is found
    expect(findLeaks(['zzgl prfx'], written)).not.toEqual([])
    for (const code of ['whatsapp-cloud.refused', 'http.failed', 'turn.failed', 'whatsapp-cloud.meta-131000'])
      expect(watch.logged()).toContain(code)
  } finally {
    await house.close()
    await stub.close()
  }
})
