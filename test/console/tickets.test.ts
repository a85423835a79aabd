import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, settle } from '../house.ts'
import { openServedHouse, type ServedHouse } from '../served-house.ts'
import { fieldIn, newColleague, type Visitor } from './visitor.ts'

let house: ServedHouse

beforeAll(async () => {
  house = await openServedHouse()
})

afterAll(() => house.close())

const mediator = () => newColleague(house, 'mediator')

/** Somebody who waits for a person; `path` is the page of their ticket. */
async function somebodyWaits(words: string[] = []): Promise<{ person: Person; path: string }> {
  const person = house.newPerson()
  for (const text of [...words, 'humain', '87400', 'oui']) await person.sends({ kind: 'text', text })
  const ticket = await person.ticket()
  if (!ticket) throw new Error('No ticket was opened.')
  return { person, path: `/console/tickets/${ticket.id}` }
}

/** What this person was told since `person.begin()`. */
async function hears(person: Person): Promise<string> {
  await settle(house.passerelle)
  return person.lastText()
}

async function held(path: string): Promise<{ visitor: Visitor; page: string }> {
  const visitor = await mediator()
  await visitor.get('/console')
  await visitor.post(`${path}/prendre`)
  await settle(house.passerelle)
  return { visitor, page: (await visitor.get(path)).body }
}

test('the queue shows who waits, why and where, and never what they wrote', async () => {
  await somebodyWaits(['mon voisin prend ma boite aux lettres'])
  const { body } = await (await mediator()).get('/console')
  expect(body).toContain('Demande à parler à une personne')
  expect(body).toContain('Saint-Léonard-de-Noblat (87)')
  expect(body).not.toContain('boite aux lettres')
})

test('of two who claim at once one holds the ticket; the other sees by whom it was taken and reads nothing', async () => {
  const { path, person } = await somebodyWaits()
  const [one, two] = [await mediator(), await mediator()]
  await person.begin()
  const answers = await Promise.all([one.post(`${path}/prendre`), two.post(`${path}/prendre`)])
  const ways = answers.map(({ headers }) => headers.location)
  expect(ways.toSorted()).toEqual([`${path}#bas`, `${path}?avis=taken`])
  const [winner, loser] = ways[0] === `${path}#bas` ? [one, two] : [two, one]
  const page = await loser.get(`${path}?avis=taken`)
  expect(page.body).toContain(`Prise par ${winner.firstName}.`)
  expect(page.body).toContain('Quelqu’un d’autre a été plus rapide')
  expect(page.body).not.toContain('87400')
  expect(await hears(person)).toContain(`${winner.firstName} prend votre demande.`)
})

test('what the mediator writes reaches the person, once, however often the form is sent', async () => {
  const { path, person } = await somebodyWaits()
  const { visitor, page } = await held(path)
  const jeton = fieldIn(page, 'jeton') ?? ''
  await person.begin()
  const texte = 'Bonjour, je regarde cela avec vous.'
  await Promise.all([1, 2, 3].map(() => visitor.post(`${path}/ecrire`, { jeton, texte })))
  expect(await hears(person)).toBe(texte)
  expect((await visitor.get(path)).body.split(texte).length - 1).toBe(1)
})

test('only the holder writes, gives back or ends', async () => {
  const { path, person } = await somebodyWaits()
  await held(path)
  const other = await mediator()
  await person.begin()
  for (const [act, fields] of [
    ['ecrire', { texte: 'coucou' }],
    ['rendre', {}],
    ['terminer', { issue: 'solved' }],
  ] as const)
    expect((await other.post(`${path}/${act}`, fields)).headers.location).toBe(`${path}?avis=not-yours`)
  expect(await hears(person)).toBe('')
  expect((await person.ticket())?.status).toBe('claimed')
})

test('a link that is not official leaves only once its author has seen the warning', async () => {
  const { path, person } = await somebodyWaits()
  const { visitor } = await held(path)
  await person.begin()
  const texte = 'Voyez sur https://exemple-inconnu.fr/aide'
  const warned = await visitor.post(`${path}/ecrire`, { texte })
  expect(warned.statusCode).toBe(400)
  expect(warned.body).toContain('Envoyer quand même')
  expect(warned.body).toContain(texte)
  expect(await hears(person)).toBe('')
  const other = await visitor.post(`${path}/ecrire`, {
    texte: 'https://tout-autre.fr',
    lien: fieldIn(warned.body, 'lien') ?? '',
  })
  expect(other.body).toContain('« https://tout-autre.fr »')
  await visitor.post(`${path}/ecrire`, { texte, lien: fieldIn(warned.body, 'lien') ?? '' })
  expect(await hears(person)).toBe(texte)
})

test('an official link needs no warning, an empty or endless message is refused with its words kept', async () => {
  const { path, person } = await somebodyWaits()
  const { visitor } = await held(path)
  expect((await visitor.post(`${path}/ecrire`, { texte: '  ' })).body).toContain('Le message est vide')
  const long = 'é'.repeat(2001)
  expect((await visitor.post(`${path}/ecrire`, { texte: long })).body).toContain(long)
  await person.begin()
  await visitor.post(`${path}/ecrire`, { texte: 'https://www.caf.fr' })
  expect(await hears(person)).toBe('https://www.caf.fr')
})

test('a ticket given back waits again; once ended its conversation is shown to nobody', async () => {
  const { path, person } = await somebodyWaits(['mon voisin prend ma boite aux lettres'])
  const first = await held(path)
  expect(first.page).toContain('boite aux lettres')
  expect((await first.visitor.post(`${path}/rendre`)).headers.location).toBe('/console?avis=released')
  expect((await person.state()).status).toBe('waiting')
  const second = await held(path)
  expect((await second.visitor.post(`${path}/terminer`)).headers.location).toBe(`${path}?avis=no-outcome#fin`)
  await second.visitor.post(`${path}/terminer`, { issue: 'directed' })
  expect((await person.state()).status).toBe('with-bot')
  const page = await second.visitor.get(path)
  expect(page.body).toContain('Terminé : orienté.')
  expect(page.body).not.toContain('boite aux lettres')
})

test('a new message of the person is marked in the queue until its holder has seen it', async () => {
  const { path, person } = await somebodyWaits()
  const { visitor } = await held(path)
  await house.wait('1 minute')
  await person.sends({ kind: 'text', text: 'vous etes la ?' })
  expect((await visitor.get('/console')).body).toContain('Nouveau message')
  expect((await visitor.get(path)).body).toContain('vous etes la\u00a0?')
  expect((await visitor.get('/console')).body).not.toContain('Nouveau message')
})

test('after « effacer » the ticket says so and nothing of the talk is left', async () => {
  const { path, person } = await somebodyWaits(['mon voisin prend ma boite aux lettres'])
  const { visitor } = await held(path)
  await person.sends({ kind: 'text', text: 'effacer' })
  const page = await visitor.get(path)
  expect(page.body).toContain('Terminé : annulé par la personne.')
  expect(page.body).not.toContain('boite aux lettres')
  expect((await visitor.post(`${path}/ecrire`, { texte: 'allô' })).headers.location).toBe('/console?avis=unknown')
})

test('going on duty changes what people are told, and an alert shows its kind until somebody has seen it', async () => {
  const visitor = await mediator()
  const before = (await house.passerelle.readWorld()).desk.onDuty
  await visitor.post('/console/service', { etat: 'oui' })
  expect((await house.passerelle.readWorld()).desk.onDuty).toBe(before + 1)
  await house.newPerson().sends({ kind: 'text', text: 'je veux mourir' })
  const { body } = await visitor.get('/console')
  expect(body).toContain('Envie de mourir')
  expect(body).not.toContain('je veux mourir')
  const [, alert] = /action="(\/console\/alertes\/[^"]+)"/.exec(body) ?? []
  await visitor.post(alert ?? '')
  expect((await visitor.get('/console')).body).not.toContain('Envie de mourir')
})
