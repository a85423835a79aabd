import { afterEach, beforeEach, expect, it } from 'vitest'
import { type BotApi, openBotApi } from '../telegram/bot-api-stub.ts'
import { deliver } from '../telegram/deliver.ts'
import { freePort } from '../telegram/free-port.ts'
import { openTelegramHouse, SECRET } from '../telegram/telegram-house.ts'
import { until } from '../telegram/until.ts'
import { edited, photo, text } from '../telegram/updates.ts'
import { generateSecrets } from './generate-secrets.ts'
import { whileTurnsFail, whileWritingFails } from './make-fail.ts'
import { findLeaks, readAllWritten } from './search.ts'
import { watchOutput } from './watch-output.ts'

/** long enough that they are not found by chance */
const FIRST = 7_391_000_000
const ways = [text, edited, (person: number, said: string) => photo(person, `photo-${person}`, said)]
let api: BotApi

beforeEach(async () => {
  api = await openBotApi()
})
afterEach(() => api.close())

it.each([
  ['webhook', true, 2027],
  ['polling', false, 2028],
] as const)(
  'through Telegram’s %s, generated secrets leave no byte in a file, a row or a log, whatever fails',
  { timeout: 300_000 },
  async (_door, webhook, seed) => {
    const told = generateSecrets(seed)
    const watch = watchOutput()
    const port = String(await freePort())
    const house = await openTelegramHouse(api, {
      webhook,
      ...watch.environment,
      PORT: port,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
    })
    const says = async (updates: object[]) => {
      const before = (await house.inbox()).length
      api.put(...updates)
      await house.heard(before + updates.length)
    }
    try {
      for (let at = 0; at < told.length; at += 20)
        await says(
          told
            .slice(at, at + 20)
            .map(({ message }, index) => (ways[(at + index) % 3] ?? text)(FIRST + at + index, `${message} zzgl prfx`)),
        )

      // what is not taken
      const [, one, two, three, four] = told.map(({ message }) => message)
      const hook = `${house.url}/channels/telegram`
      expect(await deliver(hook, `{"update_id":7,"message":{"text":"${one}`, SECRET)).toBe(webhook ? 400 : 401)
      expect(await deliver(hook, { update_id: 8, ...text(FIRST, two ?? '') }, 'un-autre-secret')).toBe(401)
      await whileWritingFails(house.passerelle, three ?? '', async () => {
        const seen = api.calls.length
        api.put(text(FIRST + 900, three ?? ''))
        await until(() => watch.logged().includes(webhook ? 'http.failed' : 'telegram.polling-again'))
        expect(api.calls.length).toBeGreaterThanOrEqual(seen)
      })
      await house.heard(told.length + Math.ceil(told.length / 3))

      // what cannot be answered
      await whileTurnsFail(house.passerelle, {
        quoted: four ?? '',
        logged: watch.logged,
        say: () => api.put(text(FIRST + 901, four ?? '')),
      })
      await house.settled()

      // what the platform refuses, quoting whom and what
      const refused = told.slice(0, 6)
      for (const [at, { message }] of refused.entries()) {
        const person = FIRST + 910 + at
        const description = `refused to write « ${message} » to ${person}`
        // the last one is to be tried again in an hour: it stays among what waits
        if (at < 5) api.fail('sendMessage', { status: 400, description })
        else api.fail('sendMessage', { status: 429, description, retryAfter: 3600 })
        api.put(text(person, message))
        await until(async () => (await house.outbox()).filter(({ error }) => error !== null).length > at)
      }

      const answered = Buffer.from(JSON.stringify(api.sent.map(({ text }) => text)))
      const written = [
        ...(await readAllWritten(house.passerelle)),
        ...watch.written(),
        ['the answers', answered] as [string, Buffer],
      ]
      const people = [...told, ...refused].map((_, at) =>
        String(FIRST + (at < told.length ? at : 910 + at - told.length)),
      )
      expect(findLeaks([...told.map(({ secret }) => secret), ...people], written)).toEqual([])
      // the search itself works: what may be kept is found
      expect(findLeaks(['zzgl prfx'], written)).not.toEqual([])
      expect(watch.logged()).toContain('turn.failed')
      expect((await house.outbox()).some(({ state }) => state === 'dead')).toBe(true)
    } finally {
      await house.close()
    }
  },
)
