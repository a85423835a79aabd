import { afterAll, beforeAll, expect, test } from 'vitest'
import { nameOfPhrases, readPhrases, saveTraining } from '../../knowledge-base/phrases.ts'
import { openServedHouse, type ServedHouse } from '../served-house.ts'
import { newColleague, type Visitor } from './visitor.ts'

let house: ServedHouse
let curator: Visitor

beforeAll(async () => {
  house = await openServedHouse()
  curator = await newColleague(house, 'curator')
})

afterAll(() => house.close())

const kept = () => readPhrases(house.passerelle.store, 'passerelle')
const TOPIC = 'Prendre rendez-vous à la Caf'
const idIn = (body: string) => /\/console\/tournures\/([^/]+)\/retirer/.exec(body)?.[1] ?? ''

test('an unmet need’s wording is given to a topic, masked, and waits to be learnt', async () => {
  await house.newPerson().sends({ kind: 'text', text: 'zorg zorg blup' })
  const needs = await curator.get('/console/besoins')
  expect(needs.body).toContain('name="tournure" maxlength="200" value="zorg zorg blup"')
  expect(needs.body).toContain(`<option value="${TOPIC}">`)
  const answer = await curator.post('/console/tournures', { tournure: 'blup au 06 12 34 56 78 svp', sujet: TOPIC })
  expect(answer.headers.location).toBe('/console/tournures?avis=phrase-added')
  const [phrase] = await kept()
  expect(phrase?.topic).toBe('caf.rdv')
  expect(phrase?.text).toContain('blup')
  expect(phrase?.text).not.toContain('06 12 34 56 78')
  const { body } = await curator.get('/console/tournures')
  expect(body).toContain(TOPIC)
  expect(body).toContain('Apprentissage en attente')
})

test('the same wording is kept once', async () => {
  const before = await kept()
  const answer = await curator.post('/console/tournures', { tournure: before[0]?.text ?? '', sujet: TOPIC })
  expect(answer.headers.location).toBe('/console/tournures?avis=phrase-known')
  expect(await kept()).toEqual(before)
})

test('without a topic of the list, or with too few words, nothing is kept', async () => {
  const before = await kept()
  const noTopic = await curator.post('/console/tournures', { tournure: 'une autre phrase', sujet: 'Tout et rien' })
  expect(noTopic.headers.location).toBe('/console/tournures?avis=phrase-no-topic')
  const short = await curator.post('/console/tournures', { tournure: 'ah', sujet: TOPIC })
  expect(short.headers.location).toBe('/console/tournures?avis=phrase-length')
  expect(await kept()).toEqual(before)
})

test('a training that was refused is told with the figure that fell, in French', async () => {
  await saveTraining(house.passerelle.store, 'passerelle', {
    inputs: nameOfPhrases(await kept()),
    outcome: 'refused',
    shortfall: { figure: 'catalogue.rightFirst', got: 80.5, floor: 91 },
    finishedAt: house.passerelle.now(),
  })
  const { body } = await curator.get('/console/tournures')
  expect(body).toContain('bon sujet, phrases du catalogue : 80,5 %, limite 91 %')
})

test('a wording is taken away again', async () => {
  const { body } = await curator.get('/console/tournures')
  await curator.post(`/console/tournures/${idIn(body)}/retirer`)
  expect(await kept()).toEqual([])
  expect((await curator.get('/console/tournures')).body).toContain('Aucune tournure ajoutée')
})

test('a mediator, who has no part in it, is refused', async () => {
  const mediator = await newColleague(house, 'mediator')
  expect((await mediator.get('/console/tournures')).statusCode).toBe(403)
  expect((await mediator.post('/console/tournures', { tournure: 'abc', sujet: TOPIC })).statusCode).toBe(403)
})
