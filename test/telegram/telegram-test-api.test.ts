import { TelegramServer } from 'telegram-test-api/lib/telegramServer.js'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { freePort } from './free-port.ts'
import { openTelegramHouse, type TelegramHouse } from './telegram-house.ts'
import { until } from './until.ts'

// End to end against a stand-in for Telegram that is not ours.
const token = '123456:jeton-de-test'
let server: TelegramServer
let house: TelegramHouse
let person: ReturnType<typeof server.getClient>
let people = 100

beforeAll(async () => {
  server = new TelegramServer({ port: await freePort(), host: '127.0.0.1' })
  await server.start()
  house = await openTelegramHouse({ url: server.config.apiURL, token })
})

beforeEach(() => {
  people++
  person = server.getClient(token, { userId: people, chatId: people })
})

afterAll(async () => {
  await house.close()
  await server.stop()
})

/** What the bot wrote to this person, oldest first. */
const answers = () =>
  server.storage.botMessages.filter(({ message }) => Number(message.chat_id) === people).map(({ message }) => message)
const texts = () => answers().map(({ text }) => String(text))
const lastKeyboard = () => {
  const markup = answers().findLast(({ reply_markup }) => reply_markup)?.reply_markup
  return (markup as { inline_keyboard: { text: string; callback_data: string }[][] } | undefined)?.inline_keyboard ?? []
}

async function heard(stored: number) {
  const before = (await house.inbox()).length
  return () => house.heard(before + stored)
}

test('a first message is welcomed by a robot that says it is one, and answered', async () => {
  const done = await heard(1)
  await person.sendMessage(person.makeMessage('j’ai perdu mon mot de passe ameli'))
  await done()
  expect(texts()[0]).toContain('un robot')
  expect(texts().length).toBeGreaterThan(1)
})

test('« /start » with a place’s code is met at that place', async () => {
  const done = await heard(1)
  await person.sendCommand(person.makeCommand('/start mediatheque'))
  await done()
  expect(texts()[0]).toContain('la Médiathèque du Chêne')
})

test('choices are numbered words with buttons beside, and pressing one answers its question', async () => {
  const asked = await heard(2)
  await person.sendMessage(person.makeMessage('humain'))
  await person.sendMessage(person.makeMessage('87400'))
  await asked()
  const first = lastKeyboard()[0]?.[0]
  expect(first?.text).toMatch(/^1 /)
  expect(texts().at(-1)).toContain(first?.text.slice(2))
  const pressed = await heard(1)
  const before = texts().length
  await person.sendCallback(
    person.makeCallbackQuery(first?.callback_data ?? '', {
      message: { reply_markup: { inline_keyboard: lastKeyboard() } },
    } as never),
  )
  await pressed()
  expect(texts().length).toBeGreaterThan(before)
  const { activity } = (await house.inbox()).at(-1) ?? { activity: '{}' }
  expect(JSON.parse(activity)).toMatchObject({ kind: 'choice', number: '1', label: first?.text.slice(2) })
})

test('a typed number is the same as its button', async () => {
  const asked = await heard(3)
  for (const said of ['humain', '87400', '1']) {
    const before = texts().length
    await person.sendMessage(person.makeMessage(said))
    await until(() => texts().length > before)
  }
  await asked()
  const inQueue = await house.passerelle.store
    .of<{ tickets: { id: string } }>()
    .selectFrom('tickets')
    .selectAll()
    .execute()
  expect(inQueue.length).toBeGreaterThan(0)
})

test('a position finds the places nearby, and is not kept in words', async () => {
  const done = await heard(1)
  await person.sendMessage(
    person.makeMessage('', { text: undefined, location: { latitude: 45.84, longitude: 1.49 } } as never),
  )
  await done()
  expect(texts().join('\n')).toMatch(/Saint-Léonard|Conseiller|France services|km/i)
  const lines = await house.db.selectFrom('transcript').select('text').where('author', '=', 'person').execute()
  expect(lines.map(({ text }) => text)).toContain('[POSITION]')
})

test('an edited message is read again, for it may change the question', async () => {
  const first = await heard(1)
  await person.sendMessage(person.makeMessage('bonjour'))
  await first()
  const before = texts().length
  const again = await heard(1)
  // it has no way to edit: the update is slipped into what it hands out next
  const edited_message = { ...person.makeMessage('où est la mairie ?'), message_id: 1, edit_date: 1 }
  const update = { update_id: 9_000_000, edited_message }
  const given = server.getUpdates.bind(server)
  server.getUpdates = (asked: string) => {
    server.getUpdates = given
    return [...given(asked), update as never]
  }
  await again()
  expect(texts().length).toBeGreaterThan(before)
})
