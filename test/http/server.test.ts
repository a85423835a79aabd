import { createServer as createTcpServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listen } from '../../app/http/listen.ts'
import { openServedHouse, type ServedHouse } from '../served-house.ts'

let house: ServedHouse

beforeAll(async () => {
  house = await openServedHouse()
  house.app.get('/breaks', async () => {
    throw new Error('secret detail of the database')
  })
})

afterAll(() => house.close())

const asPage = { accept: 'text/html' }

test('every answer carries the strict headers, errors and files too', async () => {
  for (const url of ['/', '/nowhere', '/web-chat/chat.css', '/health/live', '/breaks']) {
    const { headers } = await house.app.inject({ url, headers: asPage })
    expect(headers['content-security-policy'], url).toContain("default-src 'none'; script-src 'self'")
    expect(headers['content-security-policy'], url).toContain("frame-ancestors 'none'; base-uri 'none'")
    expect(headers['x-content-type-options'], url).toBe('nosniff')
    expect(headers['referrer-policy'], url).toBe('same-origin')
  }
})

test('no page has a script or a style of its own inside it', async () => {
  for (const url of ['/', '/nowhere']) {
    const { body } = await house.app.inject({ url, headers: asPage })
    expect(body).not.toMatch(/<style|style=|<script(?![^>]*src=)|\son\w+=/i)
  }
})

test('a page that does not exist says so in French, to a person and to a program', async () => {
  const page = await house.app.inject({ url: '/nowhere', headers: asPage })
  expect(page.statusCode).toBe(404)
  expect(page.body).toContain('Page introuvable')
  const program = await house.app.inject({ url: '/nowhere' })
  expect(program.json()).toEqual({ error: 'Cette page n’existe pas. Revenez à la page de départ.' })
})

test('what breaks inside is not shown', async () => {
  const { statusCode, body } = await house.app.inject({ url: '/breaks', headers: asPage })
  expect(statusCode).toBe(500)
  expect(body).toContain('Une panne de notre côté')
  expect(body).not.toContain('secret detail')
})

test('ten megabytes are refused with one clear line', async () => {
  const payload = `texte=${'a'.repeat(10 * 1024 * 1024)}`
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const program = await house.app.inject({ method: 'POST', url: '/', payload, headers })
  expect(program.statusCode).toBe(413)
  expect(program.json()).toEqual({ error: 'Cet envoi est trop lourd. Écrivez un message plus court.' })
  const page = await house.app.inject({ method: 'POST', url: '/', payload, headers: { ...headers, ...asPage } })
  expect(page.statusCode).toBe(413)
  expect(page.body).toContain('Envoi trop lourd')
})

test('broken JSON and unknown kinds of body are refused, not crashed on', async () => {
  const broken = await house.app.inject({
    method: 'POST',
    url: '/',
    payload: '{"texte',
    headers: { 'content-type': 'application/json' },
  })
  expect(broken.statusCode).toBe(400)
  const unknown = await house.app.inject({
    method: 'POST',
    url: '/',
    payload: '<a/>',
    headers: { 'content-type': 'text/xml' },
  })
  expect(unknown.statusCode).toBe(415)
})

test('a form on another site cannot write in somebody’s name', async () => {
  const post = (headers: Record<string, string>) =>
    house.app.inject({
      method: 'POST',
      url: '/',
      payload: 'texte=',
      headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'ici.fr', ...headers },
    })
  expect((await post({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
  expect((await post({ 'sec-fetch-site': 'same-site' })).statusCode).toBe(403)
  expect((await post({ origin: 'https://ailleurs.fr' })).statusCode).toBe(403)
  expect((await post({ origin: 'null' })).statusCode).toBe(403)
  expect((await post({ origin: 'https://ici.fr' })).statusCode).toBe(303)
  expect((await post({ 'sec-fetch-site': 'same-origin' })).statusCode).toBe(303)
})

test('health says the process lives and the database answers', async () => {
  expect((await house.app.inject('/health/live')).json()).toEqual({ status: 'live' })
  expect((await house.app.inject('/health/ready')).json()).toEqual({ status: 'ready' })
})

test('a port in use is one line that says what to do', async () => {
  const other = createTcpServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  const port = typeof address === 'object' && address ? address.port : 0
  try {
    await expect(listen(house.app, { ...house.passerelle.config, port })).rejects.toMatchObject({
      code: 'http.port-in-use',
      message: `Port ${port} is already in use: stop the other program or set PORT.`,
    })
  } finally {
    other.close()
  }
})
