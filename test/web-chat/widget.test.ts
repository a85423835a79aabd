import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createServer } from '../../app/http/server.ts'
import type { MessagingTables } from '../../messaging/tables.ts'
import { settle } from '../house.ts'
import { type ListeningHouse, openListeningHouse } from '../served-house.ts'

const TOWN = 'https://www.ville-du-chene.example'
const ELSEWHERE = 'https://ailleurs.example'
const FIFTEEN_KB = 15 * 1024

let house: ListeningHouse

beforeAll(async () => {
  house = await openListeningHouse()
  await house.passerelle.settings.update('passerelle', (settings) => ({ ...settings, widgetOrigins: [TOWN] }))
})

afterAll(() => house.close())

let made = 0
const newSession = () => String(++made).padStart(43, 's')
const from = (origin: string) => ({ origin, 'sec-fetch-site': 'cross-site' })

const post = (session: string, payload: object, headers: Record<string, string> = from(TOWN)) =>
  house.app.inject({
    method: 'POST',
    url: '/widget/messages',
    payload,
    headers: { authorization: `Bearer ${session}`, ...headers },
  })

interface Heard {
  id: string
  author: string
  pieces: { text: string; href: string | null }[]
  question: string
  choices: { number: string; label: string }[]
  isOpen: boolean
}

/** Reads the stream until a line says `words`; the lines so far. */
async function hear(session: string, words: string, lastSeen = ''): Promise<{ lines: Heard[]; text: string }> {
  const leaving = new AbortController()
  const headers = { authorization: `Bearer ${session}`, ...from(TOWN), ...(lastSeen && { 'last-event-id': lastSeen }) }
  const answer = await fetch(`${house.url}/widget/events`, { headers, signal: leaving.signal })
  expect(answer.headers.get('content-type')).toContain('text/event-stream')
  expect(answer.headers.get('access-control-allow-origin')).toBe(TOWN)
  let text = ''
  const decoder = new TextDecoder()
  for await (const piece of answer.body ?? []) {
    text += decoder.decode(piece, { stream: true })
    if (text.includes(words)) break
  }
  leaving.abort()
  const lines = [...text.matchAll(/^data: (\[.*\])$/gm)].flatMap(([, json = '[]']) => JSON.parse(json) as Heard[])
  return { lines, text }
}

const textOf = ({ pieces }: Heard) => pieces.map(({ text }) => text).join('')

test('the widget as served is at most 15 kB for a browser that unpacks it, and the same without', async () => {
  const packed = await house.app.inject({ url: '/widget.js', headers: { 'accept-encoding': 'gzip, br' } })
  expect(packed.headers['content-encoding']).toBe('gzip')
  expect(packed.rawPayload.byteLength).toBeLessThanOrEqual(FIFTEEN_KB)
  const plain = await house.app.inject({ url: '/widget.js' })
  expect(plain.headers['content-encoding']).toBeUndefined()
  expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body)
  expect(plain.body).toContain('un robot répond')
})

test('any site may load its two files, and a browser asks again only after an hour', async () => {
  for (const path of ['/widget.js', '/widget.css']) {
    const { headers, statusCode } = await house.app.inject({ url: path, headers: from(ELSEWHERE) })
    expect(statusCode).toBe(200)
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin')
    expect(headers['cache-control']).toBe('public, max-age=3600')
    const again = await house.app.inject({ url: path, headers: { 'if-none-match': String(headers.etag) } })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  }
})

test('it reads no HTML and writes no style into a page, for a strict page forbids both', async () => {
  const { body } = await house.app.inject('/widget.js')
  expect(body).not.toMatch(
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|\.style\b|document\.cookie/,
  )
})

test('a page of a listed site is welcomed before anything is kept', async () => {
  const rows = () => house.passerelle.store.of<MessagingTables>().selectFrom('conversations').select('id').execute()
  const before = (await rows()).length
  const { headers, ...answer } = await house.app.inject({
    url: '/widget/welcome?lieu=mediatheque',
    headers: from(TOWN),
  })
  expect(answer.json().welcome[0]).toContain('la Médiathèque du Chêne')
  expect(answer.json().welcome[0]).toContain('un robot, pas une personne')
  expect(headers['set-cookie']).toBeUndefined()
  expect(await rows()).toHaveLength(before)
})

test('a message is stored, answered on the stream, and no cookie is set', async () => {
  const session = newSession()
  const sent = await post(session, { jeton: 'a', texte: 'j’ai perdu mon mot de passe ameli', lieu: 'mediatheque' })
  expect(sent.json()).toEqual({ kind: 'received' })
  expect(sent.headers['set-cookie']).toBeUndefined()
  expect(sent.headers['access-control-allow-origin']).toBe(TOWN)
  expect(sent.headers['access-control-allow-credentials']).toBeUndefined()
  await settle(house.passerelle)
  const { lines } = await hear(session, 'ameli')
  expect(lines.map(({ author }) => author).slice(0, 4)).toEqual(['bot', 'bot', 'person', 'bot'])
  expect(textOf(lines[0] as Heard)).toContain('la Médiathèque du Chêne')
})

test('what came while the line was cut comes after the line it had last, once', async () => {
  const session = newSession()
  await post(session, { jeton: 'a', texte: 'premier message' })
  await settle(house.passerelle)
  const { lines } = await hear(session, 'event: state')
  await post(session, { jeton: 'b', texte: 'pendant la coupure' })
  await settle(house.passerelle)
  const after = await hear(session, 'pendant la coupure', lines.at(-1)?.id)
  expect(after.text).not.toContain('premier message')
})

test('only the open question has buttons, and pressing one answers it', async () => {
  const session = newSession()
  for (const texte of ['je veux parler à quelqu’un', '87400']) {
    await post(session, { jeton: texte, texte })
    await settle(house.passerelle)
  }
  const { lines } = await hear(session, 'event: state')
  const open = lines.filter(({ choices, isOpen }) => choices.length > 0 && isOpen)
  expect(open).toHaveLength(1)
  const yes = open[0]?.choices.find(({ label }) => label.startsWith('Oui'))
  await post(session, { jeton: 'c', question: open[0]?.question, choix: `${yes?.number} ${yes?.label}` })
  await settle(house.passerelle)
  expect((await hear(session, 'event: state')).text).toContain('attend une personne')
})

test('the same message sent twice is one message', async () => {
  const session = newSession()
  for (const _ of [1, 2]) await post(session, { jeton: 'double', texte: 'bonjour' })
  await settle(house.passerelle)
  const { lines } = await hear(session, 'event: state')
  expect(lines.filter((line) => line.author === 'person')).toHaveLength(1)
})

test('« effacer » brings the receipt, and the next conversation knows nothing of it', async () => {
  const session = newSession()
  await post(session, { jeton: 'a', texte: 'bonjour' })
  await post(session, { jeton: 'b', texte: 'effacer' })
  await settle(house.passerelle)
  expect((await hear(session, 'event: erased')).text).toContain('event: erased')
})

test('a site that is not listed is refused, and its browser is told nothing', async () => {
  const answers = [
    await post(newSession(), { texte: 'bonjour' }, from(ELSEWHERE)),
    await post(newSession(), { texte: 'bonjour' }, from('null')),
    await post(newSession(), { texte: 'bonjour' }, from(`${TOWN}.ailleurs.example`)),
    await house.app.inject({ url: '/widget/welcome', headers: from(ELSEWHERE) }),
    await house.app.inject({
      method: 'OPTIONS',
      url: '/widget/messages',
      headers: { ...from(ELSEWHERE), 'access-control-request-method': 'POST' },
    }),
  ]
  for (const { statusCode, headers } of answers) {
    expect(statusCode).toBe(403)
    expect(headers['access-control-allow-origin']).toBeUndefined()
    expect(headers.vary).toContain('Origin')
  }
})

test('a listed site is let into the widget’s routes, and no other', async () => {
  const preflight = await house.app.inject({
    method: 'OPTIONS',
    url: '/widget/messages',
    headers: { ...from(TOWN), 'access-control-request-method': 'POST' },
  })
  expect(preflight.statusCode).toBe(204)
  expect(preflight.headers['access-control-allow-headers']).toBe('authorization, content-type, last-event-id')
  const form = { 'content-type': 'application/x-www-form-urlencoded', ...from(TOWN) }
  for (const path of ['/', '/console/connexion', '/widget/../', '/%77idget/../'])
    expect([
      path,
      (await house.app.inject({ method: 'POST', url: path, payload: 'texte=un', headers: form })).statusCode,
    ]).toEqual([path, 403])
  expect(
    (await house.app.inject({ url: '/', headers: from(TOWN) })).headers['access-control-allow-origin'],
  ).toBeUndefined()
})

test('a site taken off the list is refused at the next message, without a restart', async () => {
  const session = newSession()
  expect((await post(session, { texte: 'bonjour' })).statusCode).toBe(200)
  await house.passerelle.settings.update('passerelle', (settings) => ({ ...settings, widgetOrigins: [] }))
  expect((await post(session, { texte: 'encore' })).statusCode).toBe(403)
  await house.passerelle.settings.update('passerelle', (settings) => ({ ...settings, widgetOrigins: [TOWN] }))
})

test('without its secret, or with a wrong one, nobody hears or writes anything', async () => {
  const session = newSession()
  await post(session, { jeton: 'a', texte: 'mon secret à moi' })
  for (const authorization of ['', 'Bearer ', 'Bearer court', `Bearer ${newSession()}`, `Basic ${session}`]) {
    const events = await house.app.inject({ url: '/widget/events', headers: { authorization, ...from(TOWN) } })
    expect([authorization, events.statusCode, events.body]).toEqual([authorization, 204, ''])
  }
  expect((await post('court', { texte: 'bonjour' })).statusCode).toBe(400)
  expect((await house.app.inject({ url: `/widget/events?session=${session}`, headers: from(TOWN) })).statusCode).toBe(
    204,
  )
})

test('what cannot be read, is too long or too heavy is refused in one French line the page may read', async () => {
  const session = newSession()
  const headers = { authorization: `Bearer ${session}`, 'content-type': 'application/json', ...from(TOWN) }
  const send = (payload: string) => house.app.inject({ method: 'POST', url: '/widget/messages', payload, headers })
  const refused: [string, number, string][] = [
    ['{"texte":', 400, 'lu'],
    ['{"latitude":"nord"}', 400, 'lu'],
    ['[]', 400, 'lu'],
    [JSON.stringify({ texte: 'long '.repeat(500) }), 400, '2 000 caractères'],
    [JSON.stringify({ texte: 'a'.repeat(10 * 1024 * 1024) }), 413, 'trop lourd'],
  ]
  for (const [payload, status, words] of refused) {
    const answer = await send(payload)
    expect([payload.slice(0, 20), answer.statusCode]).toEqual([payload.slice(0, 20), status])
    expect(answer.json().error).toContain(words)
    expect(answer.headers['access-control-allow-origin']).toBe(TOWN)
  }
})

test('a message that could not be stored is not said to be received', async () => {
  const full = async () => {
    throw new Error('database or disk is full')
  }
  const broken = await createServer({ ...house.passerelle, channels: new Map(), receive: full })
  const answer = await broken.inject({
    method: 'POST',
    url: '/widget/messages',
    payload: { texte: 'précieux' },
    headers: { authorization: `Bearer ${newSession()}`, ...from(TOWN) },
  })
  expect(answer.statusCode).toBe(503)
  expect(answer.json().error).toContain('n’a pas pu être gardé')
  await broken.close()
})

test('a flood from one address is slowed down: new conversations first, then everything', async () => {
  const remoteAddress = '203.0.113.77'
  const begin = () =>
    house.app.inject({
      method: 'POST',
      url: '/widget/messages',
      remoteAddress,
      payload: { texte: 'un' },
      headers: { authorization: `Bearer ${newSession()}`, ...from(TOWN) },
    })
  for (let index = 0; index < 60; index++) expect((await begin()).statusCode).toBe(200)
  const refused = await begin()
  expect([refused.statusCode, refused.json().error]).toEqual([
    429,
    expect.stringContaining('Attendez quelques minutes'),
  ])
  const ask = () => house.app.inject({ url: '/widget/welcome', remoteAddress, headers: from(TOWN) })
  let last = await ask()
  for (let index = 0; index < 1_200 && last.statusCode === 200; index++) last = await ask()
  expect(last.statusCode).toBe(429)
})
