import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { signOffDuty } from '../../handoff/desk.ts'
import type { Person } from '../house.ts'
import { openServedHouse, type ServedHouse } from '../served-house.ts'
import { newColleague } from './visitor.ts'

let house: ServedHouse
const onDuty: string[] = []

beforeAll(async () => {
  house = await openServedHouse()
})

afterEach(async () => {
  for (const id of onDuty.splice(0)) await signOffDuty(house.passerelle.store, id)
})

afterAll(() => house.close())

/** A mediator with this profile, on duty. */
async function aidant(profile: Record<string, string>) {
  const colleague = await newColleague(house, 'mediator')
  await colleague.get('/console/profil')
  expect((await colleague.post('/console/profil', profile)).headers.location).toBe('/console/profil?avis=profile-saved')
  await colleague.get('/console')
  await colleague.post('/console/service', { etat: 'oui' })
  onDuty.push(colleague.id)
  return colleague
}

async function asks(...texts: string[]): Promise<Person> {
  const person = house.newPerson()
  for (const text of texts) await person.sends({ kind: 'text', text })
  return person
}

const inPortuguese = ['attestation caf', 'nao consigo entrar na minha conta preciso de ajuda', 'humano', '87400', 'sim']
const partOf = (body: string, heading: string) => body.split(heading)[1]?.split('</section>')[0] ?? ''

test('a request in Portuguese about Caf is for the free aidant with pt and social; others see it kept, and cannot take it yet', async () => {
  const ana = await aidant({ langue: 'pt', theme: 'social_sante' })
  const lea = await aidant({ theme: 'social_sante' })
  const person = await asks(...inPortuguese)
  const ticket = await person.ticket()
  expect(ticket).toMatchObject({ language: 'pt', topic: 'caf.attestation', status: 'open' })
  expect(person.replies().map(({ id }) => id)).toEqual(['handoff.in-queue'])

  const hers = (await ana.get('/console')).body
  expect(partOf(hers, 'Pour vous')).toContain(`/console/tickets/${ticket?.id}/prendre`)
  expect(hers).toContain('Portugais')
  const others = (await lea.get('/console')).body
  expect(others).not.toContain('Pour vous <span')
  expect(others).toContain('data-announce="Pour vous : 0. En attente : 0.')
  expect(partOf(others, 'D’abord proposées à d’autres')).toContain('Ouverte à tout le monde à 10 h 1')
  const refused = await lea.post(`/console/tickets/${ticket?.id}/prendre`)
  expect(refused.headers.location).toBe(`/console/tickets/${ticket?.id}?avis=kept`)
  expect((await person.ticket())?.status).toBe('open')

  await ana.post(`/console/tickets/${ticket?.id}/prendre`)
  expect((await person.ticket())?.claimed_by).toBe(ana.id)
})

test('after the delay of the settings it is open to everyone on duty', async () => {
  const ana = await aidant({ langue: 'pt', theme: 'social_sante' })
  const lea = await aidant({ theme: 'social_sante' })
  const person = await asks(...inPortuguese)
  const path = `/console/tickets/${(await person.ticket())?.id}/prendre`
  for (const [wait, kept] of [
    ['9 minutes', true],
    ['1 minute', false],
  ] as const) {
    await house.wait(wait)
    // still there, both of them
    for (const colleague of [ana, lea]) await colleague.post('/console/service', { etat: 'oui' })
    const { body } = await lea.get('/console')
    expect(partOf(body, 'D’abord proposées à d’autres').includes(path.replace('/prendre', ''))).toBe(kept)
    expect(partOf(body, '<h2 id="attente">').includes(path)).toBe(!kept)
  }
  await lea.post(path)
  expect((await person.ticket())?.claimed_by).toBe(lea.id)
})

test('when nobody on duty speaks the language, the person is told so and keeps a place in the queue', async () => {
  await aidant({ theme: 'social_sante' })
  const person = await asks(...inPortuguese)
  expect(person.replies().map(({ id }) => id)).toEqual(['handoff.in-queue', 'handoff.maybe-in-french'])
})

test('who is away or outside their hours receives nothing, and the person gets a dated promise', async () => {
  const away = await aidant({ 'absent-du': '2026-11-01', 'absent-au': '2026-11-30' })
  const evening = await aidant({ monday: '18h-20h', tuesday: '18h-20h30' })
  const person = await asks('humain', '87400', 'oui')
  expect(person.replies()[0]?.id).toBe('handoff.promise')
  // the one with evening hours comes before the one back in December
  expect(person.replies()[0]?.text).toContain('lundi 2 novembre à 18 h')
  for (const [colleague, words] of [
    [away, 'absent·e'],
    [evening, 'en dehors de vos heures'],
  ] as const) {
    const { body } = await colleague.get('/console')
    expect(body).toContain(words)
    expect(body).not.toContain('Pour vous <span')
    expect(body).toContain('En attente : 0.')
  }
})

test('one request at a time means one', async () => {
  const colleague = await aidant({ nombre: '1' })
  const [first, second] = [await asks('humain', '87400', 'oui'), await asks('humain', '87400', 'oui')]
  const path = async (person: Person) => `/console/tickets/${(await person.ticket())?.id}/prendre`
  await colleague.post(await path(first))
  expect((await first.ticket())?.status).toBe('claimed')
  expect((await colleague.post(await path(second))).headers.location).toMatch(/avis=full$/)
  expect((await second.ticket())?.status).toBe('open')
})

test('a profile that cannot be read is shown again as it was typed, and nothing is saved', async () => {
  const colleague = await newColleague(house, 'mediator')
  await colleague.get('/console/profil')
  for (const [wrong, said] of [
    [{ monday: '14h-9h' }, 'Écrivez les heures comme'],
    [{ monday: '9h-12h, 11h-15h' }, 'sans chevauchement'],
    [{ territoires: 'Xyzzyville' }, 'Je ne trouve pas « Xyzzyville »'],
    [{ 'absent-du': '2026-11-09', 'absent-au': '2026-11-02' }, 'le premier avant le dernier'],
    [{ nombre: '0' }, 'Un nombre entre 1 et 50'],
  ] as const) {
    const answer = await colleague.post('/console/profil', { ...wrong, tuesday: '9h-12h' })
    expect([answer.statusCode, answer.body.includes(said), said]).toEqual([400, true, said])
    expect(answer.body).toContain('value="9h-12h"')
  }
  expect((await colleague.get('/console/profil')).body).not.toContain('value="9h-12h"')
})

test('a profile is kept as it was said: hours, places by name, postcode or département', async () => {
  const colleague = await newColleague(house, 'mediator')
  await colleague.get('/console/profil')
  await colleague.post('/console/profil', { territoires: '23, 87400 ; bellac', wednesday: '9:00 - 12:30 / 14h-17h' })
  const { body } = await colleague.get('/console/profil')
  expect(body).toContain('value="23, Saint-Léonard-de-Noblat, Bellac"')
  expect(body).toContain('value="9h-12h30, 14h-17h"')
})

test('a lead edits anyone’s profile, a mediator nobody else’s', async () => {
  const [lead, one, two] = [
    await newColleague(house, 'lead'),
    await newColleague(house, 'mediator'),
    await newColleague(house, 'mediator'),
  ]
  const path = `/console/comptes/${one.id}/profil`
  expect((await lead.get(path)).body).toContain(`Profil : ${one.firstName}`)
  await lead.post(path, { langue: 'tr' })
  expect((await one.get('/console/profil')).body).toMatch(/value="tr" checked/)
  await two.get('/console')
  expect((await two.get(path)).statusCode).toBe(403)
  expect((await two.post(path, { langue: 'ar' })).statusCode).toBe(403)
  expect((await lead.get('/console/comptes/nobody/profil')).statusCode).toBe(404)
})
