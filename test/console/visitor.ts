import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { createAccount } from '../../network/people/accounts.ts'
import { openSession } from '../../network/people/sessions.ts'
import type { Role } from '../../network/people/tables.ts'
import type { ServedHouse } from '../served-house.ts'

export const PASSWORD = 'un mot de passe long'

/** Somebody with a browser: keeps cookies, and fills forms as they stand in the last page read. */
export interface Visitor {
  get(url: string): Promise<LightMyRequestResponse>
  /** sends a form with the secret of the last page read, unless `csrf` is given */
  post(url: string, fields?: Record<string, string>): Promise<LightMyRequestResponse>
  logIn(login: string, password?: string): Promise<LightMyRequestResponse>
}

const asPage = { accept: 'text/html', host: 'ici.fr' }

export function newVisitor(app: FastifyInstance, session = ''): Visitor {
  const cookies = new Map([['console', session]])
  let secret = ''

  async function keep(answer: LightMyRequestResponse) {
    for (const { name, value } of answer.cookies) cookies.set(name, value)
    secret = fieldIn(answer.body, 'csrf') ?? secret
    return answer
  }
  const headers = () => ({ ...asPage, cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') })

  const visitor: Visitor = {
    get: async (url) => keep(await app.inject({ url, headers: headers() })),
    post: async (url, fields = {}) =>
      keep(
        await app.inject({
          method: 'POST',
          url,
          headers: { ...headers(), 'content-type': 'application/x-www-form-urlencoded' },
          payload: new URLSearchParams({ csrf: secret, ...fields }).toString(),
        }),
      ),
    async logIn(login, password = PASSWORD) {
      await visitor.get('/console/connexion')
      const answer = await visitor.post('/console/connexion', { identifiant: login, mdp: password })
      if (answer.statusCode === 303) await visitor.get('/console')
      return answer
    },
  }
  return visitor
}

/** The value of a hidden field of a page. */
export const fieldIn = (body: string, name: string): string | undefined =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1]

let made = 0

/** A new account of this role, logged in. */
export async function newColleague(
  { passerelle, app }: Pick<ServedHouse, 'passerelle' | 'app'>,
  role: Role,
): Promise<Visitor & { login: string; id: string; firstName: string }> {
  const login = `${role}-${++made}`
  const firstName = `Prénom${made}`
  const { store, config, now } = passerelle
  const account = await createAccount(
    store,
    { networkId: config.networkId, login, firstName, role, password: PASSWORD },
    now(),
  )
  if (!account) throw new Error(`The login ${login} is taken.`)
  const visitor = newVisitor(app, await openSession(store, account, now()))
  await visitor.get('/console')
  return { ...visitor, login, id: account.id, firstName }
}
