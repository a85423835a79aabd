import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AlertTables } from '../../handoff/alerts/tables.ts'
import { readAlerts, signOffDuty, signOnDuty } from '../../handoff/desk.ts'
import type { HandoffTables } from '../../handoff/tables.ts'
import { createAccount } from '../../network/people/accounts.ts'
import { openSession } from '../../network/people/sessions.ts'
import { openServedHouse, type ServedHouse } from '../served-house.ts'
import { until } from '../telegram/until.ts'
import { newColleague, newVisitor, PASSWORD, type Visitor } from './visitor.ts'

let house: ServedHouse
/** A mediator of the neighbouring network, whose people work on the same database. */
let neighbour: Visitor

beforeAll(async () => {
  house = await openServedHouse()
  const { store, now } = house.passerelle
  const account = await createAccount(
    store,
    { networkId: 'hetre', login: 'oumar', firstName: 'Oumar', role: 'mediator', password: PASSWORD },
    now(),
  )
  if (!account) throw new Error('The login is taken.')
  neighbour = newVisitor(house.app, await openSession(store, account, now()))
})

afterAll(() => house.close())

const WORDS = 'mon voisin prend ma boite aux lettres'

async function heldTicket() {
  const person = house.newPerson()
  for (const text of [WORDS, 'humain', '87400', 'oui']) await person.sends({ kind: 'text', text })
  const mediator = await newColleague(house, 'mediator')
  const path = `/console/tickets/${(await person.ticket())?.id}`
  await mediator.post(`${path}/prendre`)
  await mediator.get(path)
  return { person, mediator, path }
}

test('the other network sees the request and the talk only once the person said yes, and then this one no longer does', async () => {
  const { person, mediator, path } = await heldTicket()
  expect((await mediator.get(path)).body).toContain('le Réseau du Hêtre : la Creuse')
  const asked = await mediator.post(`${path}/transferer`, { reseau: 'voisin' })
  expect(asked.headers.location).toBe(`${path}?avis=transfer-asked#bas`)
  expect((await neighbour.get('/console')).body).toContain('Personne n’attend.')
  expect((await neighbour.get(path)).statusCode).toBe(404)

  await person.sends({ kind: 'text', text: 'oui' })
  const moved = await person.ticket()
  expect(moved).toMatchObject({
    network_id: 'hetre',
    status: 'open',
    claimed_by: null,
    commune: 'Saint-Léonard-de-Noblat',
  })
  const old = await mediator.get(path)
  expect(old.body).toContain('transféré à un autre réseau')
  expect(old.body).not.toContain(WORDS)
  expect((await neighbour.get('/console')).body).toContain(`/console/tickets/${moved?.id}`)
  await neighbour.post(`/console/tickets/${moved?.id}/prendre`)
  expect((await neighbour.get(`/console/tickets/${moved?.id}`)).body).toContain(WORDS)
  await person.begin()
  await neighbour.post(`/console/tickets/${moved?.id}/ecrire`, { texte: 'Bonjour, je suis Oumar.' })
  await person.end()
  expect(person.lastText()).toContain('je suis Oumar')
  await person.sends({ kind: 'text', text: 'bonjour Oumar' })
  expect((await person.ticket())?.person_wrote_at).toBeGreaterThan(moved?.person_wrote_at ?? 0)
})

test('a danger told after the yes alarms the network that has the request now, and says whether somebody is there', async () => {
  const { store, now } = house.passerelle
  const { person, mediator, path } = await heldTicket()
  await mediator.post(`${path}/transferer`, { reseau: 'voisin' })
  await person.sends({ kind: 'text', text: 'oui' })
  const told: string[] = []
  const stop = store.listen(({ topic, id }) => topic === 'queue' && told.push(id))
  await person.sends({ kind: 'text', text: 'je veux mourir' })
  expect(person.replies().map(({ id }) => id)).toContain('danger.nobody-here')
  await signOnDuty(store, 'hetre', 'oumar', now())
  await person.sends({ kind: 'text', text: 'je veux mourir' })
  expect(person.replies().map(({ id }) => id)).toContain('danger.mediator-alerted')
  await until(() => told.includes('hetre'))
  stop()
  expect([(await readAlerts(store, 'passerelle')).length, (await readAlerts(store, 'hetre')).length]).toEqual([0, 2])
  const calls = store.of<AlertTables>().selectFrom('alert_calls').selectAll().where('kind', '=', 'danger')
  expect((await calls.execute()).map(({ network_id }) => network_id)).toEqual(['hetre', 'hetre'])
  expect((await neighbour.get('/console')).body).toContain('Danger')
  await signOffDuty(store, 'oumar')
})

test('after a no nothing has moved, and the mediator reads it in the talk', async () => {
  const { person, mediator, path } = await heldTicket()
  await mediator.post(`${path}/transferer`, { reseau: 'voisin' })
  await person.sends({ kind: 'text', text: 'non' })
  const { body } = await mediator.get(path)
  expect(body).toContain('C’est vous qui répondez.')
  expect(body).toContain('rien n’est transmis')
  const rows = await house.passerelle.store
    .of<HandoffTables>()
    .selectFrom('tickets')
    .selectAll()
    .where('conversation_id', '=', (await person.ticket())?.conversation_id ?? '')
    .execute()
  expect(rows.map(({ network_id, status }) => [network_id, status])).toEqual([['passerelle', 'claimed']])
})

test('only the holder may ask, and only for a network of the list', async () => {
  const { mediator, path, person } = await heldTicket()
  const other = await newColleague(house, 'mediator')
  await person.begin()
  expect((await other.post(`${path}/transferer`, { reseau: 'voisin' })).headers.location).toBe(`${path}?avis=not-yours`)
  const unknown = await mediator.post(`${path}/transferer`, { reseau: 'nulle-part' })
  expect(unknown.headers.location).toBe(`${path}?avis=unknown-partner`)
  await person.end()
  expect(person.replies()).toEqual([])
})
