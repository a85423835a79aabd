import { rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { readDeadLetters } from '../../messaging/transcript.ts'
import { type BotApi, openBotApi } from './bot-api-stub.ts'
import { openTelegramHouse, type TelegramHouse } from './telegram-house.ts'
import { until } from './until.ts'
import { edited, location, photo, press, text, voice } from './updates.ts'

// Each case is a fault of telegraf 4.16.3 or of the line, built around: see adapters/telegram/README.md.
let api: BotApi
let house: TelegramHouse

beforeEach(async () => {
  api = await openBotApi()
})

afterEach(async () => {
  await house.close()
  await api.close()
})

test('a crash between storing and confirming redelivers, and nobody is answered twice', async () => {
  house = await openTelegramHouse(api)
  await until(() => api.calls.some(({ method }) => method === 'getUpdates'))
  api.freezeAfterBatch()
  api.put(text(1, 'bonjour'), text(2, 'où est la mairie ?'))
  await house.heard(2)
  const answered = api.sent.length
  const stored = (await house.inbox()).length
  const { dataDir, databaseUrl } = house.passerelle.config
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  await house.app.close()
  await house.passerelle.stop()
  expect(api.waiting()).toBe(2)

  api.freeze(false)
  house = await openTelegramHouse(api, { DATA_DIR: dataDir, ...(databaseUrl && { DATABASE_URL: databaseUrl }) })
  await until(() => api.waiting() === 0)
  api.put(text(3, 'bonjour'))
  await house.heard(stored + 1)
  expect(api.sentTo(1).length + api.sentTo(2).length).toBe(answered)
  expect(await house.inbox()).toHaveLength(stored + 1)
})

test('updates of one batch keep their order, for each person', async () => {
  house = await openTelegramHouse(api)
  const said = Array.from({ length: 12 }, (_, index) => `message numéro ${index} `.repeat(index % 2 ? 1 : 30).trim())
  api.put(...said.flatMap((one) => [text(1, `${one} de Zoé`), text(2, `${one} de Léo`)]))
  await until(async () => (await house.inbox()).length === 24)
  const stored = await house.said()
  expect(stored.filter((one) => one.endsWith('Zoé'))).toEqual(said.map((one) => `${one} de Zoé`))
  expect(stored.filter((one) => one.endsWith('Léo'))).toEqual(said.map((one) => `${one} de Léo`))
})

test('another poller, a cut line, an error of theirs, a « wait »: polling goes on', async () => {
  api.fail('getUpdates', { status: 409, description: 'Conflict: terminated by other getUpdates request' }, 'cut')
  house = await openTelegramHouse(api)
  api.put(text(1, 'bonjour'))
  await house.heard(1)
  api.fail(
    'getUpdates',
    { status: 429, description: 'Too Many Requests: retry after 1', retryAfter: 1 },
    { status: 502, description: 'Bad Gateway' },
  )
  api.put(text(2, 'bonjour'))
  await house.heard(2)
  expect(api.sentTo(1).length).toBeGreaterThan(0)
  expect(api.sentTo(2).length).toBeGreaterThan(0)
})

test('a webhook left by an earlier life of the token is removed', async () => {
  await fetch(`${api.url}/bot${api.token}/setWebhook?url=http://127.0.0.1:9/`)
  api.fail('deleteWebhook', { status: 500, description: 'Internal Server Error' })
  house = await openTelegramHouse(api)
  api.put(text(1, 'bonjour'))
  await house.heard(1)
  expect(api.sentTo(1).length).toBeGreaterThan(0)
})

test('what cannot be stored is not confirmed: it comes again once it can', async () => {
  house = await openTelegramHouse(api)
  const asked = house.failOnce()
  api.put(text(1, 'bonjour'))
  await house.heard(1)
  expect(asked()).toBeGreaterThan(1)
  expect(await house.said()).toEqual(['bonjour'])
})

test('« too many requests » on a send is honoured for everybody, and the message then sent once', async () => {
  house = await openTelegramHouse(api)
  api.fail('sendMessage', { status: 429, description: 'Too Many Requests: retry after 3600', retryAfter: 3600 })
  api.put(text(1, 'bonjour'))
  await until(async () => (await house.outbox()).some(({ error }) => error?.startsWith('429')))
  api.put(text(2, 'bonjour'))
  await until(async () => (await house.outbox()).some(({ error }) => error === 'Telegram asked everybody to wait'))
  expect(api.sent).toEqual([])
  expect(api.calls.filter(({ method }) => method === 'sendMessage')).toHaveLength(1)
  await house.wait('2 heures').catch(() => {})
  await house.settled()
  const outbox = await house.outbox()
  expect(outbox.every(({ state }) => state === 'sent')).toBe(true)
  expect(api.sent).toHaveLength(outbox.length)
})

test('somebody who blocked the bot is a dead letter the console shows; the others are answered', async () => {
  house = await openTelegramHouse(api)
  api.blocked.add('1')
  api.put(text(1, 'bonjour'), text(2, 'bonjour'))
  await house.heard(2)
  expect(api.sentTo(1)).toEqual([])
  expect(api.sentTo(2).length).toBeGreaterThan(0)
  const letters = await readDeadLetters(house.passerelle.store, 'passerelle')
  expect(letters.length).toBeGreaterThan(0)
  expect(letters[0]).toMatchObject({ channel: 'telegram', reason: '403 Forbidden: bot was blocked by the user' })
})

test('a secret is masked before anything is stored', async () => {
  house = await openTelegramHouse(api)
  api.put(text(1, 'mon mot de passe est Azerty!2026'))
  await house.heard(1)
  expect(house.isWrittenAnywhere('Azerty!2026')).toBe(false)
  expect((await house.said())[0]).not.toContain('Azerty')
})

test('the button of an old question does not act on the new one', async () => {
  house = await openTelegramHouse(api)
  api.put(text(1, 'je veux parler à quelqu’un'))
  await house.heard(1)
  api.put(text(1, '87400'))
  await house.heard(2)
  const consent = api.sentTo(1).findLast(({ reply_markup }) => reply_markup)
  if (!consent) throw new Error('Nothing was asked.')
  api.put(text(1, 'non'))
  await house.heard(3)
  api.put(press(1, consent, '1'))
  await house.heard(4)
  const tickets = await house.passerelle.store
    .of<{ tickets: { id: string } }>()
    .selectFrom('tickets')
    .select('id')
    .execute()
  expect(tickets).toEqual([])
  expect(api.calls.some(({ method }) => method === 'answerCallbackQuery')).toBe(true)
})

test('a picture’s words are read too; groups, bots, moving positions are left alone', async () => {
  house = await openTelegramHouse(api)
  const group = text(5, 'bonjour') as { message: { chat: { type: string } } }
  group.message.chat.type = 'group'
  const robot = text(6, 'bonjour') as { message: { from: { is_bot: boolean } } }
  robot.message.from.is_bot = true
  const moving = { edited_message: location(7, 45.8, 1.2).message }
  api.put(group, robot, moving, { poll: { id: '1' } }, photo(1, 'p1', 'que veut dire ce courrier ?'), voice(2, 'v1'))
  api.put(edited(3, 'bonjour'))
  await house.heard(4)
  expect([...(await house.said())].sort()).toEqual(
    ['[PHOTO]', '[MESSAGE VOCAL]', 'bonjour', 'que veut dire ce courrier ?'].sort(),
  )
  expect([...api.sentTo(5), ...api.sentTo(6), ...api.sentTo(7)]).toEqual([])
})

test('an answer that never comes does not stop the house from stopping', async () => {
  api.fail('getUpdates', 'hangs')
  house = await openTelegramHouse(api)
  await until(() => api.calls.some(({ method }) => method === 'getUpdates'))
  await house.passerelle.channels.get('telegram')?.stop()
})

test('the probe says « up » while Telegram answers, and what to do once it is deaf', async () => {
  house = await openTelegramHouse(api)
  const channel = house.passerelle.channels.get('telegram')
  expect(await channel?.probe()).toEqual({ state: 'up' })
  api.freeze(true)
  await house.wait('3 minutes')
  const health = await channel?.probe()
  expect(health).toMatchObject({ state: 'down' })
  expect(health?.state === 'down' && health.advice).toContain('TELEGRAM_TOKEN')
})
