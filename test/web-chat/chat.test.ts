import { afterAll, beforeAll, expect, test } from 'vitest'
import { createServer } from '../../app/http/server.ts'
import type { MessagingTables } from '../../messaging/tables.ts'
import { settle } from '../house.ts'
import { openServedHouse, type ServedHouse } from '../served-house.ts'
import { buttonsOf, linesOf, newVisitor } from './visitor.ts'

let house: ServedHouse

beforeAll(async () => {
  house = await openServedHouse()
})

afterAll(() => house.close())

const conversations = async () =>
  (await house.passerelle.store.of<MessagingTables>().selectFrom('conversations').select('id').execute()).length

test('a first visit is welcomed by the robot, with nothing kept', async () => {
  const before = await conversations()
  const { statusCode, body } = await newVisitor(house.app).get()
  expect(statusCode).toBe(200)
  expect(linesOf(body)[0]).toContain('un robot, pas une personne')
  expect(linesOf(body)).toHaveLength(2)
  expect(body).toContain('lang="fr"')
  expect(await conversations()).toBe(before)
})

test('without JavaScript a message is answered on the page that follows', async () => {
  const visitor = newVisitor(house.app)
  await visitor.get()
  const { statusCode, location } = await visitor.post({ texte: "j'ai perdu mon mot de passe ameli" })
  expect([statusCode, location]).toEqual([303, '/#bas'])
  const lines = linesOf((await visitor.get()).body)
  expect(lines.map((line) => line.split(':')[0]).slice(0, 4)).toEqual(['bot', 'bot', 'person', 'bot'])
  expect(lines[0]).toContain('un robot')
  expect(lines.filter((line) => line.includes('un robot, pas une personne'))).toHaveLength(1)
})

test('the page opens at the person’s last words', async () => {
  const page = await newVisitor(house.app).says('bonjour')
  expect(page.match(/id="bas"/g)).toHaveLength(1)
  expect(page).toMatch(/class="line person"[^>]* id="bas"/)
})

test('choices are buttons, and pressing one answers its question', async () => {
  const visitor = newVisitor(house.app)
  await visitor.says('je veux parler à quelqu’un')
  const page = await visitor.says('87400')
  const question = /name="question" value="([^"]+)"/.exec(page)?.[1] ?? ''
  const buttons = buttonsOf(page)
  expect(buttons.length).toBeGreaterThan(1)
  const choice = buttons.find((button) => button.startsWith('1')) ?? buttons[0] ?? ''
  await visitor.post({ question, choix: choice })
  const lines = linesOf((await visitor.get()).body)
  expect(lines).toContain(`person: ${choice}`)
  expect(lines.at(-1)).toMatch(/^bot: /)
})

test('the same form sent twice is one message', async () => {
  const visitor = newVisitor(house.app)
  await visitor.post({ jeton: 'double', texte: 'bonjour' })
  await visitor.post({ jeton: 'double', texte: 'bonjour' })
  await settle(house.passerelle)
  const lines = linesOf((await visitor.get()).body)
  expect(lines.filter((line) => line === 'person: bonjour')).toHaveLength(1)
})

test('a message too long is refused politely and stays in the box', async () => {
  const visitor = newVisitor(house.app)
  const long = `${'très long '.repeat(250)}<fin>`
  const { statusCode, body } = await visitor.post({ texte: long })
  expect(statusCode).toBe(400)
  expect(body).toContain('2 000 caractères au plus')
  expect(body).toContain('&lt;fin&gt;</textarea>')
  const program = await visitor.post({ texte: long }, { accept: 'application/json' })
  expect(JSON.parse(program.body).error).toContain('2 000 caractères au plus')
})

test('a message that could not be stored is not said to be received, and stays in the box', async () => {
  const full = async () => {
    throw new Error('database or disk is full')
  }
  const broken = await createServer({ ...house.passerelle, channels: new Map(), receive: full })
  const { statusCode, body } = await newVisitor(broken).post({ texte: 'mon message précieux' })
  expect(statusCode).toBe(503)
  expect(body).toContain('mon message précieux</textarea>')
  expect(body).toContain('n’a pas pu être gardé')
  expect(body).not.toContain('disk is full')
  await broken.close()
})

test('words of any script are written in their own direction', async () => {
  expect(await newVisitor(house.app).says('مرحبا')).toMatch(/<p class="words" dir="auto">مرحبا<\/p>/)
})

test('what a person writes is words, never page', async () => {
  const page = await newVisitor(house.app).says('<script>alert(1)</script> <b onclick=x>')
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(page).not.toContain('<script>alert')
})

test('two people never see each other’s words', async () => {
  await newVisitor(house.app).says('mon secret à moi')
  expect((await newVisitor(house.app).get()).body).not.toContain('mon secret')
})

test('after « effacer » only the receipt is left, then nothing is known any more', async () => {
  const visitor = newVisitor(house.app)
  await visitor.says('bonjour')
  await visitor.post({ texte: 'effacer' })
  await settle(house.passerelle)
  const after = linesOf((await visitor.get()).body)
  expect(after).toHaveLength(1)
  expect(after[0]).toContain('C’est effacé')
  const lines = linesOf(await visitor.says('bonjour à nouveau'))
  expect(lines.join('\n')).not.toContain('C’est effacé')
  expect(lines[0]).toContain('un robot')
})

test('a poster’s code meets the person at that place, once', async () => {
  await house.passerelle.settings.update('passerelle', (settings) => ({
    ...settings,
    structures: [{ id: 'mediatheque', name: 'la médiathèque', commune: 'Saint-Léonard-de-Noblat', postcode: '87400' }],
  }))
  const visitor = newVisitor(house.app)
  const { body } = await visitor.get('/?lieu=mediatheque')
  expect(linesOf(body)[0]).toContain('vous êtes à la médiathèque')
  expect(body).toContain('name="lieu" value="mediatheque"')
  await visitor.post({ lieu: 'mediatheque', texte: 'bonjour' })
  const lines = linesOf((await visitor.get()).body)
  expect(lines[0]).toContain('vous êtes à la médiathèque')
  expect(lines.join('\n')).not.toContain('l’assistant automatique de')
})

test('a code nobody gave, or a strange one, is met as anyone', async () => {
  for (const url of ['/?lieu=inconnu', '/?lieu=%3Cscript%3E', `/?lieu=${'a'.repeat(500)}`]) {
    const { statusCode, body } = await newVisitor(house.app).get(url)
    expect([statusCode, linesOf(body).length]).toEqual([200, 2])
    expect(body).not.toContain('<script>')
  }
})

test('the cookie is closed to scripts and to other sites, and lasts seven days', async () => {
  const cookie = (await house.app.inject('/')).headers['set-cookie']
  expect(cookie).toMatch(/HttpOnly/)
  expect(cookie).toMatch(/SameSite=Lax/)
  expect(cookie).toMatch(/Max-Age=604800/)
})

test('a flood of new conversations from one address is slowed down, the message kept in the box', async () => {
  const remoteAddress = '203.0.113.9'
  const post = () =>
    house.app.inject({
      method: 'POST',
      url: '/',
      remoteAddress,
      payload: 'texte=bonjour+madame',
      headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    })
  // sent as a page that does not wait
  for (let index = 0; index < 60; index++)
    await house.app.inject({
      method: 'POST',
      url: '/',
      remoteAddress,
      payload: 'texte=un',
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    })
  const refused = await post()
  expect(refused.statusCode).toBe(429)
  expect(refused.body).toContain('bonjour madame</textarea>')
})
