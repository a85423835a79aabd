import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '../../network/people/tables.ts'
import { openServedHouse, type ServedHouse } from '../served-house.ts'
import { newColleague, newVisitor, type Visitor } from './visitor.ts'

let house: ServedHouse
const colleagues = new Map<Role, Visitor & { login: string; id: string }>()

const roles: Role[] = ['mediator', 'lead', 'curator', 'admin']

beforeAll(async () => {
  house = await openServedHouse()
  for (const role of roles) colleagues.set(role, await newColleague(house, role))
})

afterAll(() => house.close())

const as = (role: Role) => {
  const colleague = colleagues.get(role)
  if (!colleague) throw new Error(`Nobody has the role ${role}.`)
  return colleague
}

const pages: Record<string, Role[]> = {
  '/console/besoins': ['lead', 'curator', 'admin'],
  '/console/flash': ['lead', 'curator', 'admin'],
  '/console/comptes': ['lead', 'admin'],
  '/console/envois': ['lead', 'admin'],
  '/console/canaux': ['lead', 'admin'],
  '/console/reprendre': ['mediator', 'lead', 'admin'],
}

test('each role sees its pages, and a clear page in French instead of the others', async () => {
  for (const role of roles)
    for (const [url, allowed] of Object.entries(pages)) {
      const { statusCode, body } = await as(role).get(url)
      expect([role, url, statusCode]).toEqual([role, url, allowed.includes(role) ? 200 : 403])
      if (!allowed.includes(role)) expect(body).toContain('Page non permise')
    }
})

test('a curator begins with the needs, everyone else with the queue', async () => {
  expect((await as('curator').get('/console')).headers.location).toBe('/console/besoins')
  expect((await as('mediator').get('/console')).statusCode).toBe(200)
})

/** Every form of the console, with somebody who may send it. */
const forms: [path: string, role: Role][] = [
  ['/console/service', 'mediator'],
  ['/console/alertes/x', 'mediator'],
  ['/console/tickets/x/prendre', 'mediator'],
  ['/console/tickets/x/ecrire', 'mediator'],
  ['/console/tickets/x/rendre', 'mediator'],
  ['/console/tickets/x/terminer', 'mediator'],
  ['/console/tickets/x/transferer', 'mediator'],
  ['/console/tickets/x/vu', 'mediator'],
  ['/console/besoins', 'lead'],
  ['/console/flash', 'lead'],
  ['/console/flash/x/fin', 'lead'],
  ['/console/ateliers', 'lead'],
  ['/console/ateliers/x/retirer', 'lead'],
  ['/console/comptes/inviter', 'lead'],
  ['/console/comptes/x/fermer', 'lead'],
  ['/console/reprendre', 'mediator'],
  ['/console/prevenir', 'mediator'],
  ['/console/prevenir/x/retirer', 'mediator'],
  ['/console/tournures', 'curator'],
  ['/console/tournures/x/retirer', 'curator'],
  ['/console/profil', 'mediator'],
  ['/console/comptes/x/profil', 'lead'],
  ['/console/deconnexion', 'lead'],
]

test('no form does anything without the secret of the session, and none is forgotten here', async () => {
  for (const [path, role] of forms)
    expect([path, (await as(role).post(path, { csrf: 'x'.repeat(32) })).statusCode]).toEqual([path, 403])
  const routes = house.app.printRoutes({ commonPrefix: false })
  // neither the chat page nor the widget is the console's
  const others = / (?:\/|widget\/messages) \(/
  const posts = routes.split('\n').filter((line) => line.includes('POST') && !others.test(line)).length
  // the login and the invitation have a secret of their own, seen in coming-in.test.ts
  expect(posts).toBe(forms.length + 2)
})

test('no form does anything for who is not logged in, or may not', async () => {
  for (const [path] of forms) {
    expect((await newVisitor(house.app).post(path)).headers.location).toBe('/console/connexion')
    if (path.startsWith('/console/flash') || path.startsWith('/console/comptes'))
      expect([path, (await as('mediator').post(path)).statusCode]).toEqual([path, 403])
  }
})

test('a lead invites mediators and curators, an admin everyone', async () => {
  const invite = async (role: Role, invited: Role) => {
    await as(role).get('/console/comptes')
    return as(role).post('/console/comptes/inviter', { role: invited })
  }
  for (const invited of ['mediator', 'curator'] as const) {
    const { statusCode, body } = await invite('lead', invited)
    expect(statusCode).toBe(200)
    expect(body).toMatch(/value="http:\/\/ici\.fr\/console\/bienvenue\/[\w-]{32}"/)
  }
  for (const invited of ['lead', 'admin'] as const) {
    expect((await invite('lead', invited)).statusCode).toBe(403)
    expect((await invite('admin', invited)).statusCode).toBe(200)
  }
})

test('nobody closes their own account or one above theirs', async () => {
  await as('lead').get('/console/comptes')
  await as('admin').get('/console/comptes')
  const close = (role: Role, id: string) => as(role).post(`/console/comptes/${id}/fermer`)
  expect((await close('lead', as('admin').id)).statusCode).toBe(403)
  expect((await close('lead', as('lead').id)).statusCode).toBe(403)
  expect((await close('admin', as('admin').id)).statusCode).toBe(403)
  expect((await close('lead', 'nobody')).statusCode).toBe(403)
})

test('a closed account is out at once, and who it was helping waits for somebody else', async () => {
  const person = house.newPerson()
  for (const text of ['humain', '87400', 'oui']) await person.sends({ kind: 'text', text })
  const leaver = await newColleague(house, 'mediator')
  await leaver.post(`/console/tickets/${(await person.ticket())?.id}/prendre`)
  expect((await person.ticket())?.status).toBe('claimed')
  await as('lead').get('/console/comptes')
  await as('lead').post(`/console/comptes/${leaver.id}/fermer`)
  expect((await person.ticket())?.status).toBe('open')
  expect((await leaver.get('/console')).headers.location).toBe('/console/connexion')
  expect((await leaver.logIn(leaver.login)).statusCode).toBe(401)
})
