import { createServer as createHttpServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPosterReads } from '../../app/actions/posters.ts'
import { readPlaceCode } from '../../messaging/read-place-code.ts'
import { openServedHouse, type ServedHouse } from '../served-house.ts'
import { linesOf, newVisitor as newCitizen } from '../web-chat/visitor.ts'
import { newColleague, type Visitor } from './visitor.ts'

let house: ServedHouse
let lead: Visitor

beforeAll(async () => {
  house = await openServedHouse({
    PUBLIC_URL: 'https://aide.reseau-du-chene.example',
    SMS_FROM: '+33700000000',
    SMS_ACCOUNT: 'AC12345678',
    SMS_TOKEN: 'un-secret-long',
  })
  lead = await newColleague(house, 'lead')
})

afterAll(() => house.close())

const unescaped = (body: string) =>
  body.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>')

test('a place has a link, a code, a poster for each way in that is open, and the line for its site', async () => {
  const list = await lead.get('/console/affiches')
  expect(list.body).toContain('href="/console/affiches/mediatheque"')
  const { body } = await lead.get('/console/affiches/mediatheque')
  const text = unescaped(body)
  expect(text).toContain('value="https://aide.reseau-du-chene.example/?lieu=mediatheque"')
  expect(text).toContain('value="sms:+33700000000?body=LIEU%20mediatheque"')
  expect(text).toContain(
    '<script src="https://aide.reseau-du-chene.example/widget.js" data-lieu="mediatheque" defer></script>',
  )
  expect(body).not.toContain('t.me/')
  expect(body).not.toContain('n’imprimez pas encore')
  expect(body.match(/<svg /g)).toHaveLength(2)
})

test('the line for a site says which sites it works on, or that none is listed yet', async () => {
  expect((await lead.get('/console/affiches/mediatheque')).body).toContain('Aucun site n’est encore permis')
  await house.passerelle.settings.update('passerelle', (settings) => ({
    ...settings,
    widgetOrigins: ['https://www.bellac.example'],
  }))
  expect((await lead.get('/console/affiches/mediatheque')).body).toContain('marche : https://www.bellac.example')
})

test('the sheet says in words what the code holds, who runs it and that it is free', async () => {
  const { body, statusCode } = await lead.get('/console/affiches/mediatheque/sms/affiche')
  expect(statusCode).toBe(200)
  expect(body).toContain('07 00 00 00 00')
  expect(body).toContain('aide.reseau-du-chene.example')
  expect(body).toContain('Gratuit (les SMS sont au prix de votre forfait). Un robot répond d’abord, puis une personne')
  expect(body).toContain('la Médiathèque du Chêne, Bellac')
  expect(body).not.toMatch(/<style|style=|<script/)
})

test('a commune is found by its name or postcode, and its link makes it known to the robot', async () => {
  const { body } = await lead.get('/console/affiches?commune=87300')
  expect(body).toContain('href="/console/affiches/87011"')
  expect((await lead.get('/console/affiches?commune=nulle+part+ailleurs')).body).toContain(
    'Je ne trouve pas « nulle part ailleurs »',
  )
  expect((await lead.get('/console/affiches/87011')).body).toContain('/?lieu=87011')
  const person = newCitizen(house.app)
  await person.post({ lieu: '87011', texte: 'je veux parler à quelqu’un' })
  const lines = linesOf((await person.get()).body)
  // met by the network, for nobody « is at » a commune; and where one lives is not asked
  expect(lines[0]).toContain('l’assistant automatique de')
  expect(lines.join('\n')).not.toMatch(/commune|code postal/)
  expect(lines.at(-1)).toContain('bot: ')
})

test('what a message of a poster’s code says is read back as that place, in small letters too', async () => {
  const places = { Mediatheque_1: 'la médiathèque', '2a004': 'Ajaccio' }
  for (const code of Object.keys(places)) expect(readPlaceCode(`LIEU ${code}`)).toBe(code.toLowerCase())
  await house.passerelle.settings.update('passerelle', (settings) => ({
    ...settings,
    structures: [
      ...settings.structures,
      { id: 'Mediatheque_1', name: 'la médiathèque', commune: 'Bellac', postcode: '87300' },
    ],
  }))
  const { geography } = await house.passerelle.readWorld()
  expect(geography.placeOf('mediatheque_1')?.name).toBe('la médiathèque')
  expect(geography.placeOf('2a004')?.territory.commune).toBe('Ajaccio')
  expect(geography.placeOf('2a004')?.name).toBeNull()
  expect(geography.placeOf('99999')).toBeNull()
})

test('a code that cannot stand in a link is said, and nothing is printed with it', async () => {
  await house.passerelle.settings.update('passerelle', (settings) => ({
    ...settings,
    structures: [{ id: 'la mairie', name: 'la mairie', commune: 'Bellac', postcode: '87300' }],
  }))
  const { body } = await lead.get('/console/affiches/la%20mairie')
  expect(body).toContain('ne peut pas servir dans un lien')
  expect(body).not.toContain('<svg')
  expect((await lead.get('/console/affiches/la%20mairie/web-chat/affiche')).statusCode).toBe(404)
})

test('unknown codes and ways in that are not open are not found', async () => {
  for (const path of ['inconnu', '87011/telegram/affiche', '87011/pigeon/affiche', '87011/pigeon/code.svg'])
    expect([path, (await lead.get(`/console/affiches/${path}`)).statusCode]).toEqual([path, 404])
})

test('who may not see it does not', async () => {
  const mediator = await newColleague(house, 'mediator')
  for (const path of ['', '/87011', '/87011/web-chat/affiche', '/87011/web-chat/code.svg'])
    expect([path, (await mediator.get(`/console/affiches${path}`)).statusCode]).toEqual([path, 403])
})

test('without a public address the page says not to print yet', async () => {
  const local = await openServedHouse()
  const { get } = await newColleague(local, 'lead')
  expect((await get('/console/affiches/mediatheque')).body).toContain('n’imprimez pas encore')
  await local.close()
})

test('Telegram and WhatsApp are asked for their names, and their silence is said', async () => {
  let isAway = true
  const asked: string[] = []
  const platform = await listenOn((path) => {
    asked.push(path)
    if (isAway) return null
    return path.includes('getMe')
      ? { ok: true, result: { username: 'chene_bot' } }
      : { display_phone_number: '+33 7 00 00 00 01', id: '12345' }
  })
  const { port } = platform.address() as AddressInfo
  const root = `http://127.0.0.1:${port}`
  const { config } = house.passerelle
  const reads = createPosterReads({
    ...house.passerelle,
    config: {
      ...config,
      telegram: { token: '1:aaaaaaaaaa', apiRoot: root, mode: 'polling', webhookSecret: null },
      whatsAppCloud: {
        token: 't'.repeat(20),
        phoneId: '12345',
        appSecret: 'a'.repeat(32),
        verifyToken: 'v'.repeat(16),
        apiRoot: root,
        template: null,
      },
    },
  })
  const away = await reads.read('87011', 'https://ici.example')
  expect(away?.away).toEqual(['telegram', 'whatsapp'])
  isAway = false
  const poster = await reads.read('87011', 'https://ici.example')
  expect(poster?.away).toEqual([])
  expect(poster?.links).toEqual([
    { channel: 'web-chat', url: 'https://ici.example/?lieu=87011', words: 'ici.example' },
    { channel: 'whatsapp', url: 'https://wa.me/33700000001?text=LIEU%2087011', words: '07 00 00 00 01' },
    { channel: 'telegram', url: 'https://t.me/chene_bot?start=87011', words: '@chene_bot' },
    { channel: 'sms', url: 'sms:+33700000000?body=LIEU%2087011', words: '07 00 00 00 00' },
  ])
  const before = asked.length
  await reads.read('87011', 'https://ici.example')
  expect(asked).toHaveLength(before)
  await new Promise((resolve) => platform.close(resolve))
})

/** A platform that answers `say(path)`, or 500 for null. */
function listenOn(say: (path: string) => object | null): Promise<Server> {
  const server = createHttpServer((request, response) => {
    const answer = say(request.url ?? '')
    response.writeHead(answer ? 200 : 500, { 'content-type': 'application/json', connection: 'close' })
    response.end(JSON.stringify(answer ?? {}))
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}
