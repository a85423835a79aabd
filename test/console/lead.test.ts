import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MessagingTables } from '../../messaging/tables.ts'
import { openServedHouse, type ServedHouse } from '../served-house.ts'
import { fieldIn, newColleague, type Visitor } from './visitor.ts'

let house: ServedHouse
let lead: Visitor

beforeAll(async () => {
  house = await openServedHouse()
  lead = await newColleague(house, 'lead')
})

afterAll(() => house.close())

const asks = async (...texts: string[]) => {
  const person = house.newPerson()
  for (const text of texts) await person.sends({ kind: 'text', text })
  return person
}

test('needs alike stand together with their words masked, and are sorted all at once', async () => {
  await asks('zorg zorg blup mon numero 06 12 34 56 78')
  await asks('zorg zorg blup blup')
  const page = await lead.get('/console/besoins')
  expect(page.body).toContain('2 fois')
  expect(page.body).toContain('zorg zorg blup')
  expect(page.body).not.toContain('06 12 34 56 78')
  await lead.post('/console/besoins', {
    mois: '2026-11',
    besoins: fieldIn(page.body, 'besoins') ?? '',
    etat: 'workshop-planned',
  })
  expect((await house.needs()).map(({ state }) => state)).toEqual(['workshop-planned', 'workshop-planned'])
  expect((await lead.get('/console/besoins')).body).toContain('atelier prévu')
})

test('figures under eleven are not said', async () => {
  const { body } = await lead.get('/console/besoins')
  expect(body).toContain('Besoins sans réponse : <strong>moins de 11</strong>')
})

test('a lead sees at which step of a guided path people stop, never a figure under eleven', async () => {
  for (let many = 0; many < 11; many++) await asks('attestation caf', 'étapes', 'fait', 'je bloque')
  const steps = (await lead.get('/console/besoins')).body.split('Pas à pas')[1] ?? ''
  expect(steps).toMatch(/étape 1<\/th><td>11<\/td><td>0<\/td>/)
  expect(steps).toMatch(/étape 2<\/th><td>0<\/td><td>11<\/td>/)
  await asks('attestation caf', 'étapes', 'je bloque')
  expect((await lead.get('/console/besoins')).body).toMatch(/étape 1<\/th><td>11<\/td><td>moins de 11<\/td>/)
})

test('rumours are counted apart from needs, by theme, and under eleven not at all', async () => {
  const { body: before } = await lead.get('/console/besoins')
  for (let many = 0; many < 11; many++) await asks('la caf donne un telephone a tout le monde, c est vrai ?')
  for (let many = 0; many < 12; many++) await asks('le permis va etre gratuit, c est vrai ?')
  await asks('les impots remboursent la taxe des chiens, vrai ?')
  const { body } = await lead.get('/console/besoins')
  const rumours = body.split('Rumeurs')[1]?.split('Dangers rencontrés')[0] ?? ''
  expect(rumours).toContain('<span>la voiture et les transports</span> <strong>12</strong>')
  // one alone is not shown, and takes the smallest figure with it so that the total does not tell
  expect(rumours).toContain('<span>autre sujet</span> <strong>12</strong>')
  expect(rumours).not.toContain('les aides et la santé')
  expect(rumours).not.toContain('chiens')
  expect(needCount(body)).toBe(needCount(before))
})

const needCount = (body: string) => /À étudier <span class="count">(\d+)/.exec(body)?.[1]

test('another month is empty, and a month that is none is this one', async () => {
  expect((await lead.get('/console/besoins?mois=2026-10')).body).toContain('Rien à étudier pour ce mois.')
  expect((await lead.get('/console/besoins?mois=<script>')).body).toContain('novembre 2026')
})

const flash = {
  titre: 'Guichet fermé',
  texte: 'Le guichet de la mairie est fermé mardi. Il rouvre mercredi à 9 h.',
  source: 'Mairie',
  mots: 'guichet mairie, Mairie fermée',
  fin: '2026-11-03',
}

test('a flash answer is said at once, until it is taken away', async () => {
  await lead.get('/console/flash')
  expect((await lead.post('/console/flash', flash)).headers.location).toBe('/console/flash?avis=published')
  await house.wait('1 minute')
  const person = await asks('pourquoi la mairie est-elle fermée ?')
  expect(person.lastText()).toContain('Il rouvre mercredi à 9 h.')
  expect(person.lastText()).toContain('3 novembre 2026')
  const page = await lead.get('/console/flash')
  const [, end] = /action="(\/console\/flash\/[^"]+\/fin)"/.exec(page.body) ?? []
  await lead.post(end ?? '')
  await house.wait('1 minute')
  expect((await asks('pourquoi la mairie est-elle fermée ?')).lastText()).not.toContain('rouvre')
  expect((await lead.get('/console/flash')).body).toContain('Aucune réponse flash en ce moment.')
})

test('a flash answer past its day is to be looked at', async () => {
  await lead.get('/console/flash')
  await lead.post('/console/flash', flash)
  await house.wait('2 jours')
  lead = await newColleague(house, 'lead')
  expect((await lead.get('/console/flash')).body).toContain('Finies, à revoir')
})

test('a flash answer that is too long, without end or with a link that is not official is refused, its words kept', async () => {
  await lead.get('/console/flash')
  const today = { ...flash, fin: '2026-11-20' }
  for (const [wrong, said] of [
    [{ texte: 'a'.repeat(301) }, '300 caractères au plus'],
    [{ fin: '' }, 'Choisissez un jour de fin'],
    [{ fin: '2027-11-20' }, 'Choisissez un jour de fin'],
    [{ fin: '2026-11-01' }, 'Choisissez un jour de fin'],
    [{ mots: 'a, b' }, 'au moins un mot-clé'],
    [{ texte: 'Allez sur caf-fr.info' }, '« caf-fr.info » n’est pas dans la liste'],
  ] as const) {
    const answer = await lead.post('/console/flash', { ...today, ...wrong })
    expect([answer.statusCode, answer.body.includes(said), said]).toEqual([400, true, said])
    expect(answer.body).toContain('value="Guichet fermé"')
  }
})

test('a reply no channel took is shown with its reason, never with its words', async () => {
  const { channels, store } = house.passerelle
  const channel = channels.get('test')
  if (!channel) throw new Error('The test channel is gone.')
  channels.set('test', { ...channel, send: async () => ({ kind: 'refused', reason: 'number no longer exists' }) })
  await asks('bonjour')
  channels.set('test', channel)
  const { body } = await lead.get('/console/envois')
  expect(body).toContain('number no longer exists')
  const dead = await store.of<MessagingTables>().selectFrom('outbox').selectAll().where('state', '=', 'dead').execute()
  expect(dead.length).toBeGreaterThan(0)
  for (const { reply } of dead) expect(body).not.toContain(JSON.parse(reply).text.slice(0, 20))
})
