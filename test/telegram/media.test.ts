import { afterEach, beforeEach, expect, test } from 'vitest'
import type { HandoffTables } from '../../handoff/tables.ts'
import { newColleague } from '../console/visitor.ts'
import { type BotApi, openBotApi } from './bot-api-stub.ts'
import { openTelegramHouse, type TelegramHouse } from './telegram-house.ts'
import { until } from './until.ts'
import { photo, text, voice } from './updates.ts'

// Pictures and voice notes: never kept, only found again for the mediator who answers, and for as long as they do.
const PHOTO = 'AgACAgQAAxkBAAI-photo-du-courrier'
const VOICE = 'AwACAgQAAxkBAAI-message-vocal'
const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('une image')])
const OGG = Buffer.from('OggS une voix')
let api: BotApi
let house: TelegramHouse

beforeEach(async () => {
  api = await openBotApi()
  // Telegram itself says « octet-stream » of nearly everything
  const type = 'application/octet-stream'
  api.files.set(PHOTO, { path: 'photos/file_1.jpg', body: JPEG, type })
  api.files.set(VOICE, { path: 'voice/file_2.oga', body: OGG, type })
  house = await openTelegramHouse(api)
})

afterEach(async () => {
  await house.close()
  await api.close()
})

async function says(...updates: object[]) {
  const before = (await house.inbox()).length
  api.put(...updates)
  await house.heard(before + updates.length)
}

/** Somebody asks for a person; returns the address of their ticket. */
async function waitsForSomebody(person = 1): Promise<string> {
  await says(text(person, 'je veux parler à quelqu’un'))
  await says(text(person, '87400'))
  await says(text(person, 'oui'))
  const db = house.passerelle.store.of<HandoffTables>()
  const { id } = await db.selectFrom('tickets').select('id').where('status', '=', 'open').executeTakeFirstOrThrow()
  return `/console/tickets/${id}`
}

const attached = async () =>
  (await house.db.selectFrom('transcript').select('attachment').where('attachment', 'is not', null).execute()).length
const linksOf = (page: string) => [...page.matchAll(/href="(\/console\/tickets\/[^"]+\/pieces\/[^"]+)"[^>]*>([^<]+)</g)]

test('while somebody waits, a photo and a voice note reach the mediator who takes it, and nobody else', async () => {
  const ticket = await waitsForSomebody()
  await says(photo(1, PHOTO), voice(1, VOICE))
  expect(api.sentTo(1).at(-1)?.text).not.toContain('pas gardée')
  expect(house.isWrittenAnywhere(PHOTO)).toBe(false)
  const holder = await newColleague(house, 'mediator')
  const other = await newColleague(house, 'mediator')
  expect(linksOf((await holder.get(ticket)).body)).toEqual([])

  await holder.post(`${ticket}/prendre`)
  const links = linksOf((await holder.get(ticket)).body)
  expect(links.map(([, , label]) => label)).toEqual(['Voir la photo', 'Écouter le message vocal'])
  const [seen, heard] = await Promise.all(links.map(([, href = '']) => holder.get(href)))
  expect(seen?.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'content-disposition': 'inline; filename="piece.jpg"',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  expect(seen?.headers['content-security-policy']).toMatch(/^default-src 'none';.* sandbox$/)
  expect(seen?.rawPayload).toEqual(JPEG)
  expect(heard?.headers['content-type']).toBe('audio/ogg')
  expect(heard?.rawPayload).toEqual(OGG)
  for (const [, href = ''] of links) {
    expect((await other.get(href)).statusCode).toBe(404)
    expect((await house.app.inject(href)).statusCode).toBe(303)
  }
})

test('what comes while a mediator answers is passed on, with the robot silent', async () => {
  const ticket = await waitsForSomebody()
  const holder = await newColleague(house, 'mediator')
  await holder.post(`${ticket}/prendre`)
  await house.settled()
  const before = api.sentTo(1).length
  await says(photo(1, PHOTO))
  expect(api.sentTo(1)).toHaveLength(before)
  expect(linksOf((await holder.get(ticket)).body)).toHaveLength(1)
})

test('the reference goes when the ticket is closed', async () => {
  const ticket = await waitsForSomebody()
  await says(photo(1, PHOTO))
  const holder = await newColleague(house, 'mediator')
  await holder.post(`${ticket}/prendre`)
  const [[, href = ''] = []] = linksOf((await holder.get(ticket)).body)
  expect((await holder.get(href)).statusCode).toBe(200)
  await holder.post(`${ticket}/terminer`, { issue: 'solved' })
  expect(await attached()).toBe(0)
  expect((await holder.get(href)).statusCode).toBe(404)
})

test('it stays for the next mediator when the ticket is given back', async () => {
  const ticket = await waitsForSomebody()
  await says(photo(1, PHOTO))
  const first = await newColleague(house, 'mediator')
  const next = await newColleague(house, 'mediator')
  await first.post(`${ticket}/prendre`)
  const [[, href = ''] = []] = linksOf((await first.get(ticket)).body)
  await first.post(`${ticket}/rendre`)
  expect((await first.get(href)).statusCode).toBe(404)
  await next.post(`${ticket}/prendre`)
  expect((await next.get(href)).statusCode).toBe(200)
})

test('it goes with « stop », with « effacer », and with time', async () => {
  await waitsForSomebody()
  await says(photo(1, PHOTO))
  expect(await attached()).toBe(1)
  await says(text(1, 'stop'))
  expect(await attached()).toBe(0)

  await waitsForSomebody(2)
  await says(photo(2, PHOTO))
  await says(text(2, 'effacer'))
  expect(await attached()).toBe(0)

  await waitsForSomebody(3)
  await says(photo(3, PHOTO))
  expect(await attached()).toBe(1)
  await house.wait('40 jours').catch(() => {})
  await until(async () => (await attached()) === 0)
})

test('with nobody asked for, a reference waits a quarter of an hour for the person to say what becomes of it', async () => {
  await says(photo(1, PHOTO), voice(1, VOICE))
  const answers = api.sentTo(1).map((one) => one.text)
  expect(answers.join('\n')).toContain('Elle ne sera pas gardée')
  expect(await attached()).toBe(2)
  expect(house.isWrittenAnywhere(PHOTO)).toBe(false)
  await house.wait('16 minutes').catch(() => {})
  await until(async () => (await attached()) === 0)
})

test('a page that calls itself a picture is saved, not shown; a file Telegram does not give is said to be away', async () => {
  const ticket = await waitsForSomebody()
  api.files.set(PHOTO, { path: 'photos/file_1.jpg', body: Buffer.from('<script>alert(1)</script>'), type: 'text/html' })
  api.files.delete(VOICE)
  await says(photo(1, PHOTO), voice(1, VOICE))
  const holder = await newColleague(house, 'mediator')
  await holder.post(`${ticket}/prendre`)
  const [page, away] = linksOf((await holder.get(ticket)).body).map(([, href = '']) => href)
  const saved = await holder.get(page ?? '')
  expect(saved.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': 'attachment; filename="piece.bin"',
  })
  const missing = await holder.get(away ?? '')
  expect(missing.statusCode).toBe(502)
  expect(missing.body).toContain('Pas disponible')
})
