import { afterEach, beforeEach, expect, test } from 'vitest'
import { type BotApi, openBotApi } from './bot-api-stub.ts'
import { deliver } from './deliver.ts'
import { freePort } from './free-port.ts'
import { openTelegramHouse, SECRET, type TelegramHouse } from './telegram-house.ts'
import { until } from './until.ts'
import { text } from './updates.ts'

let api: BotApi
let house: TelegramHouse
let hook: string

beforeEach(async () => {
  api = await openBotApi()
  const port = String(await freePort())
  house = await openTelegramHouse(api, { webhook: true, PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}` })
  hook = `${house.url}/channels/telegram`
})

afterEach(async () => {
  await house.close()
  await api.close()
})

const update = (id: number, said: string) => ({ update_id: id, ...text(1, said) })

test('Telegram is told where to post, and what it posts with the secret is stored and answered', async () => {
  await until(() => api.calls.some(({ method }) => method === 'setWebhook'))
  expect(api.calls[0]?.payload).toMatchObject({ url: hook, secret_token: SECRET })
  api.put(text(1, 'bonjour'), text(1, 'où est la mairie ?'))
  await house.heard(2)
  expect(await house.said()).toEqual(['bonjour', 'où est la mairie ?'])
  expect(api.waiting()).toBe(0)
  expect(api.sentTo(1).length).toBeGreaterThan(0)
})

test('a wrong secret, or none, is refused and nothing is stored', async () => {
  expect(await deliver(hook, update(1, 'bonjour'), 'secret-du-webhook-012345678X')).toBe(401)
  expect(await deliver(hook, update(1, 'bonjour'), 'court')).toBe(401)
  expect(await deliver(hook, update(1, 'bonjour'), null)).toBe(401)
  expect(await house.inbox()).toEqual([])
})

test('a character cut between two chunks is stored as it was written', async () => {
  const words = 'ça n’a pas marché : « améli » 👩‍🦳 — ελλ'
  expect(await deliver(hook, update(1, words), SECRET)).toBe(200)
  expect(await house.said()).toEqual([words])
})

test('a character no database keeps does not stop the ones behind it', async () => {
  expect(await deliver(hook, update(1, 'bon\0jour'), SECRET)).toBe(200)
  expect(await house.said()).toEqual(['bonjour'])
})

test('the same update delivered twice, one after the other or together, is answered once', async () => {
  const same = update(7, 'bonjour')
  expect(await deliver(hook, same, SECRET)).toBe(200)
  await house.heard(1)
  const answered = api.sent.length
  const again = await Promise.all([1, 2, 3].map(() => deliver(hook, same, SECRET)))
  expect(again).toEqual([200, 200, 200])
  const together = update(8, 'où est la mairie ?')
  await Promise.all([1, 2, 3].map(() => deliver(hook, together, SECRET)))
  await house.heard(2)
  expect(await house.said()).toEqual(['bonjour', 'où est la mairie ?'])
  const after = api.sent.length
  await Promise.all([same, together].map((one) => deliver(hook, one, SECRET)))
  await house.settled()
  expect(after).toBeGreaterThan(answered)
  expect(api.sent).toHaveLength(after)
})

test('what is not JSON is refused, what is not ours is thanked and left', async () => {
  expect(await deliver(hook, '{"update_id": 3, "mess', SECRET)).toBe(400)
  expect(await deliver(hook, '', SECRET)).toBe(400)
  expect(await deliver(hook, '{"hello": "world"}', SECRET)).toBe(200)
  expect(await deliver(hook, 'null', SECRET)).toBe(200)
  expect(await house.inbox()).toEqual([])
})

test('ten megabytes are refused', async () => {
  const { statusCode } = await house.app.inject({
    method: 'POST',
    url: '/channels/telegram',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET },
    payload: JSON.stringify(update(1, 'a'.repeat(10 * 1024 * 1024))),
  })
  expect(statusCode).toBe(413)
  expect(await house.inbox()).toEqual([])
})

test('what could not be stored is not thanked for: Telegram brings it again', async () => {
  house.failOnce()
  await until(() => api.calls.some(({ method }) => method === 'setWebhook'))
  api.put(text(1, 'bonjour'))
  await house.heard(1)
  expect(await house.said()).toEqual(['bonjour'])
})

test('the probe believes Telegram’s own word about the webhook', async () => {
  const channel = house.passerelle.channels.get('telegram')
  await until(() => api.calls.some(({ method }) => method === 'setWebhook'))
  expect(await channel?.probe()).toEqual({ state: 'up' })
  await fetch(`${api.url}/bot${api.token}/setWebhook?url=https://ailleurs.fr/`)
  expect(await channel?.probe()).toMatchObject({ state: 'down', reason: 'Telegram posts to « https://ailleurs.fr/ ».' })
  await api.close()
  const away = await channel?.probe()
  expect(away).toMatchObject({ state: 'down' })
  expect(JSON.stringify(away)).not.toContain(api.token)
})

test('a webhook that cannot be set is asked for again', async () => {
  await house.close()
  const asked = () => api.calls.filter(({ method }) => method === 'setWebhook').length
  const before = asked()
  api.fail('setWebhook', { status: 500, description: 'Internal Server Error' }, 'cut')
  house = await openTelegramHouse(api, { webhook: true })
  await until(() => asked() === before + 3)
  expect(await house.passerelle.channels.get('telegram')?.probe()).toEqual({ state: 'up' })
})
