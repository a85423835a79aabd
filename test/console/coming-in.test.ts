import { afterAll, beforeAll, expect, test } from 'vitest'
import { inviteAccount } from '../../network/people/sessions.ts'
import { openServedHouse, type ServedHouse } from '../served-house.ts'
import { newColleague, newVisitor, PASSWORD } from './visitor.ts'

let house: ServedHouse

beforeAll(async () => {
  house = await openServedHouse()
})

afterAll(() => house.close())

const invite = () => inviteAccount(house.passerelle.store, 'passerelle', 'mediator', house.passerelle.now())
const person = { prenom: 'Nadia', mdp: PASSWORD, mdp2: PASSWORD }

test('an invitation makes one account, once, and opens the queue', async () => {
  const link = `/console/bienvenue/${await invite()}`
  const visitor = newVisitor(house.app)
  await visitor.get(link)
  expect((await visitor.post(link, { ...person, identifiant: 'nadia.m' })).headers.location).toBe('/console')
  expect((await visitor.get('/console')).body).toContain('<strong>Nadia</strong>')
  const second = newVisitor(house.app)
  expect((await second.get(link)).statusCode).toBe(410)
  expect((await second.post(link, { ...person, identifiant: 'autre' })).statusCode).toBe(410)
})

test('what is wrong in the form is said, and the invitation is kept', async () => {
  const link = `/console/bienvenue/${await invite()}`
  const visitor = newVisitor(house.app)
  await visitor.get(link)
  const short = await visitor.post(link, { ...person, identifiant: 'x y', mdp: 'court', mdp2: 'autre' })
  expect(short.statusCode).toBe(400)
  expect(short.body).toContain('au moins 12 caractères')
  expect(short.body).toContain('sans espace')
  expect(short.body).not.toContain('court"')
  expect((await visitor.post(link, { ...person, identifiant: 'Nadia.M' })).body).toContain('déjà pris')
  expect((await visitor.post(link, { ...person, identifiant: 'nadia.2' })).statusCode).toBe(303)
})

test('a wrong password and an unknown login are answered alike', async () => {
  const { login } = await newColleague(house, 'mediator')
  const wrong = await newVisitor(house.app).logIn(login, 'pas le bon mot de passe')
  const unknown = await newVisitor(house.app).logIn('personne', 'pas le bon mot de passe')
  expect([wrong.statusCode, unknown.statusCode]).toEqual([401, 401])
  expect(wrong.body).toContain('L’identifiant ou le mot de passe n’est pas bon.')
  expect(unknown.body).toContain('L’identifiant ou le mot de passe n’est pas bon.')
})

test('five wrong passwords lock the account, even for the right one, and the page says until when', async () => {
  const { login } = await newColleague(house, 'mediator')
  const visitor = newVisitor(house.app)
  for (let tries = 0; tries < 5; tries++) await visitor.logIn(login, `pas le bon ${tries}`)
  const locked = await visitor.logIn(login)
  expect(locked.statusCode).toBe(401)
  expect(locked.body).toMatch(/Trop d’essais : ce compte est fermé jusqu’à \d+ h/)
})

test('a login form without its own secret logs nobody in', async () => {
  const { login } = await newColleague(house, 'mediator')
  const visitor = newVisitor(house.app)
  await visitor.get('/console/connexion')
  const forged = await visitor.post('/console/connexion', { csrf: 'x'.repeat(32), identifiant: login, mdp: PASSWORD })
  expect(forged.statusCode).toBe(403)
  expect((await visitor.get('/console')).headers.location).toBe('/console/connexion')
})

test('after logging in one is back on the page asked for, and never on another site', async () => {
  const { login } = await newColleague(house, 'lead')
  const visitor = newVisitor(house.app)
  const asked = await visitor.get('/console/besoins?mois=2026-10')
  expect(asked.headers.location).toBe('/console/connexion?suite=%2Fconsole%2Fbesoins%3Fmois%3D2026-10')
  await visitor.get('/console/connexion')
  const fields = { identifiant: login, mdp: PASSWORD }
  for (const [suite, expected] of [
    ['/console/besoins?mois=2026-10', '/console/besoins?mois=2026-10'],
    ['https://ailleurs.fr/', '/console'],
    ['//ailleurs.fr', '/console'],
    ['/console/../', '/console'],
  ])
    expect((await visitor.post('/console/connexion', { ...fields, suite: suite ?? '' })).headers.location).toBe(
      expected,
    )
})

test('cookies are read by no script and sent by no other site', async () => {
  const { login } = await newColleague(house, 'mediator')
  const answer = await newVisitor(house.app).logIn(login)
  const session = answer.cookies.find(({ name }) => name === 'console')
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/console' })
})

test('logging out ends the session and the duty', async () => {
  const visitor = await newColleague(house, 'mediator')
  await visitor.post('/console/service', { etat: 'oui' })
  const before = (await house.passerelle.readWorld()).desk.onDuty
  await visitor.post('/console/deconnexion')
  expect((await house.passerelle.readWorld()).desk.onDuty).toBe(before - 1)
  expect((await visitor.get('/console')).statusCode).toBe(303)
})
