import { setTimeout as sleep } from 'node:timers/promises'
import { Bot, GrammyError } from 'grammy'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type BotApi, openBotApi } from './bot-api-stub.ts'
import { until } from './until.ts'
import { photo, press, text } from './updates.ts'

// The stub is ours; a client we did not write must find it to be Telegram, or our own tests prove nothing.
let api: BotApi
let bot: Bot

beforeEach(async () => {
  api = await openBotApi()
  bot = new Bot(api.token, { client: { apiRoot: api.url } })
  bot.catch(() => {})
})

afterEach(async () => {
  await bot.stop()
  await api.close()
})

test('grammY polls it, receives what was put in, in order, and confirms it', async () => {
  const heard: string[] = []
  bot.on('message:text', async (context) => {
    heard.push(context.message.text)
    await context.reply(`écho : ${context.message.text}`)
  })
  void bot.start({ timeout: 1 })
  api.put(text(7, 'un é'), text(7, 'deux 👋'))
  await until(() => heard.length === 2)
  api.put(text(7, 'trois'))
  await until(() => api.sent.length === 3 && api.waiting() === 0)
  expect(heard).toEqual(['un é', 'deux 👋', 'trois'])
  expect(api.sentTo(7).map((one) => one.text)).toEqual(['écho : un é', 'écho : deux 👋', 'écho : trois'])
})

test('grammY presses its buttons and reads its files', async () => {
  const pressed: string[] = []
  bot.on('callback_query:data', (context) => void pressed.push(context.callbackQuery.data))
  const photos: string[] = []
  bot.on('message:photo', (context) => void photos.push(context.message.photo.at(-1)?.file_id ?? ''))
  void bot.start({ timeout: 1 })
  const sent = { text: 'Oui ?', reply_markup: { inline_keyboard: [[{ text: '1 Oui', callback_data: '4:1' }]] } }
  api.put(press(7, sent, '1'), photo(7, 'fichier'))
  await until(() => photos.length === 1)
  expect(pressed).toEqual(['4:1'])
  api.files.set('fichier', { path: 'photos/file_1.jpg', body: Buffer.from([1, 2, 3]), type: 'image/jpeg' })
  const { file_path } = await bot.api.getFile(photos[0] ?? '')
  const bytes = await (await fetch(`${api.url}/file/bot${api.token}/${file_path}`)).arrayBuffer()
  expect([...new Uint8Array(bytes)]).toEqual([1, 2, 3])
})

test('what was delivered and not confirmed is delivered again', async () => {
  const [id = 0] = api.put(text(7, 'bonjour'))
  const first = await bot.api.getUpdates({ offset: 0 })
  const again = await bot.api.getUpdates({ offset: 0 })
  const after = await bot.api.getUpdates({ offset: id + 1 })
  expect([first.length, again.length, after.length]).toEqual([1, 1, 0])
})

test('a poll waits for something to arrive, and a second poller ends the first with a 409', async () => {
  const first = bot.api.getUpdates({ timeout: 20 }).catch((error: unknown) => error)
  await sleep(50)
  const second = bot.api.getUpdates({ timeout: 20 })
  expect(await first).toMatchObject({ error_code: 409 })
  api.put(text(7, 'arrive pendant l’attente'))
  expect(await second).toHaveLength(1)
})

test('it refuses as Telegram does: 429 with its delay, 403, 409 under a webhook, 500, a dead line', async () => {
  api.fail('sendMessage', { status: 429, description: 'Too Many Requests: retry after 3', retryAfter: 3 })
  const tooMany = await bot.api.sendMessage(7, 'a').catch((error: unknown) => error)
  expect(tooMany).toBeInstanceOf(GrammyError)
  expect(tooMany).toMatchObject({ error_code: 429, parameters: { retry_after: 3 } })
  api.blocked.add('8')
  await expect(bot.api.sendMessage(8, 'a')).rejects.toMatchObject({ error_code: 403 })
  api.fail('getMe', { status: 500, description: 'Internal Server Error' }, 'cut')
  await expect(bot.api.getMe()).rejects.toMatchObject({ error_code: 500 })
  await expect(bot.api.getMe()).rejects.toThrow()
  await bot.api.setWebhook('http://127.0.0.1:9/', { secret_token: 'un-secret-de-test' })
  await expect(bot.api.getUpdates()).rejects.toMatchObject({ error_code: 409 })
  expect(await bot.api.getWebhookInfo()).toMatchObject({ url: 'http://127.0.0.1:9/' })
})
