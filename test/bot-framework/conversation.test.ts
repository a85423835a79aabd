import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../app/config.ts'
import type { MessagingTables } from '../../messaging/tables.ts'
import { until } from '../telegram/until.ts'
import { type BotHouse, openBotHouse } from './bot-house.ts'
import { type Chat, openChat } from './direct-line.ts'

let bot: BotHouse
let chats: Chat[] = []

beforeAll(async () => {
  bot = await openBotHouse()
})
afterEach(() => {
  for (const chat of chats) chat.end()
  chats = []
})
afterAll(() => bot.close())

async function newChat() {
  const chat = await openChat(bot.service.url)
  chats.push(chat)
  return chat
}

const textsOf = (chat: Chat) => chat.read().map((one) => ('text' in one ? (one.text ?? '') : ''))
const stored = () => bot.house.passerelle.store.of<MessagingTables>().selectFrom('inbox').selectAll().execute()

test('with Microsoft’s own client, a question is answered and a button pressed', async () => {
  const chat = await newChat()
  await chat.says('jé perdu ma carte didentité jfé koi')
  await until(() => textsOf(chat).some((text) => text.includes('C’est réglé ?')))
  expect(textsOf(chat)[0]).toContain('un robot')
  expect(textsOf(chat).join('\n')).toContain('france titres')
  await chat.presses('2')
  await until(() => textsOf(chat).some((text) => text.includes('Qu’est-ce qui bloque')))
  expect((await stored()).some(({ activity }) => JSON.parse(activity).kind === 'choice')).toBe(true)
})

test('two people who call themselves the same do not read one another', async () => {
  const [first, second] = [await newChat(), await newChat()]
  await first.says('jé perdu ma carte didentité jfé koi')
  await second.says('mes données')
  await until(() => textsOf(first).length > 1 && textsOf(second).length > 1)
  expect(textsOf(first).join('\n')).toContain('mairie')
  expect(textsOf(second).join('\n')).toContain('—')
  expect(textsOf(second).join('\n')).not.toMatch(/carte d.identité|mairie/)
})

test('groups, typing and reactions are left alone', async () => {
  const before = (await stored()).length
  const base = { channelId: 'msteams', serviceUrl: bot.service.url, from: { id: 'u' }, conversation: { id: 'c' } }
  const group = { ...base, id: 'g1', type: 'message', text: 'bonjour', conversation: { id: 'c', isGroup: true } }
  for (const activity of [group, { ...base, id: 't1', type: 'typing' }, { ...base, id: 'r1', type: 'messageReaction' }])
    expect((await bot.posts(activity)).status).toBe(200)
  expect(await stored()).toHaveLength(before)
})

test('a service that is not Microsoft’s is neither believed nor answered', async () => {
  const before = (await stored()).length
  for (const serviceUrl of [
    'https://botframework.com.evil.example/',
    'http://169.254.169.254/',
    'https://x@smba.trafficmanager.net/',
  ]) {
    const activity = {
      channelId: 'msteams',
      serviceUrl,
      from: { id: 'u' },
      conversation: { id: 'c' },
      id: serviceUrl,
      type: 'message',
      text: 'bonjour',
    }
    expect((await bot.posts(activity)).status).toBe(403)
  }
  expect(await stored()).toHaveLength(before)
})

test('what is not an activity is 400, ten megabytes are 413, and the house goes on', async () => {
  expect((await bot.posts({ type: 'message' })).status).toBe(400)
  expect((await fetch(bot.botUrl, { method: 'POST', body: '{"type":' })).status).toBe(400)
  const huge = await fetch(bot.botUrl, { method: 'POST', body: 'x'.repeat(10 * 1024 * 1024) }).catch(() => null)
  expect(huge === null || huge.status === 413).toBe(true)
  const chat = await newChat()
  await chat.says('bonjour')
  await until(() => textsOf(chat).length > 0)
})

test('open to anybody is refused where others could come in', () => {
  const settings = { BOT_FRAMEWORK: 'test' }
  expect(() => readConfig({ ...settings, NODE_ENV: 'production' })).toThrow(/for this machine alone/)
  expect(() => readConfig({ ...settings, PUBLIC_URL: 'https://aide.example' })).toThrow(/for this machine alone/)
  expect(() => readConfig({ BOT_FRAMEWORK_APP_ID: 'une-application' })).toThrow(/needs BOT_FRAMEWORK_PASSWORD/)
})
