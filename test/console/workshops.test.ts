import { afterAll, beforeAll, expect, test } from 'vitest'
import { openServedHouse, type ServedHouse } from '../served-house.ts'
import { newColleague, type Visitor } from './visitor.ts'

let house: ServedHouse
let lead: Visitor

beforeAll(async () => {
  house = await openServedHouse()
  lead = await newColleague(house, 'lead')
})

afterAll(() => house.close())

const workshop = {
  titre: 'Café informatique',
  lieu: 'Salle des fêtes',
  commune: 'Cluny',
  jour: '2026-11-20',
  heure: '14:30',
  places: '2',
}

test('a workshop announced is told by the robot, and its seats are counted', async () => {
  await lead.get('/console/ateliers')
  expect((await lead.post('/console/ateliers', workshop)).statusCode).toBe(303)
  const person = house.newPerson()
  await person.sends({ kind: 'text', text: 'cest quand le café informatique' })
  expect(person.lastText()).toContain('vendredi 20 novembre à 14 h 30')
  await person.sends({ kind: 'text', text: '1' })
  expect((await lead.get('/console/ateliers')).body).toContain('Inscrits : 1 sur 2')
})

test('what is missing or past is said beside its field, and the words stay', async () => {
  await lead.get('/console/ateliers')
  const answer = await lead.post('/console/ateliers', { ...workshop, jour: '2020-01-01', places: '0' })
  expect(answer.statusCode).toBe(400)
  expect(answer.body).toContain('entre 1 et 200')
  expect(answer.body).toContain('value="Café informatique"')
})

test('a workshop taken away is told no more', async () => {
  const { body } = await lead.get('/console/ateliers')
  const path = /action="(\/console\/ateliers\/[^"]+\/retirer)"/.exec(body)?.[1] ?? ''
  await lead.post(path)
  expect((await lead.get('/console/ateliers')).body).toContain('Aucun atelier annoncé')
})

test('a curator has no business here', async () => {
  const curator = await newColleague(house, 'curator')
  expect((await curator.get('/console/ateliers')).statusCode).toBe(403)
})
