import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Account } from '../network/people/accounts.ts'
import { csrfMatches, type Session } from '../network/people/sessions.ts'
import type { Role } from '../network/people/tables.ts'
import type { ConsoleParts } from './parts.ts'
import { readSessionCookie } from './session-cookie.ts'

/** Who is at the other end of a request, once checked. */
export interface Visitor {
  account: Account
  session: Session
  /** the cookie's value */
  token: string
}

export type Handler = (request: FastifyRequest, reply: FastifyReply, visitor: Visitor) => Promise<unknown>

export type Guard = (
  roles: Role[],
  handler: Handler,
) => (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

/** Wraps each page and each form: a session, a role that may, and for a form the secret of the session. */
export function createGuard({ people, desk, refuse }: Pick<ConsoleParts, 'people' | 'desk' | 'refuse'>): Guard {
  return (roles, handler) => async (request, reply) => {
    const token = readSessionCookie(request)
    const session = token === null ? null : await people.sessionOf(token)
    if (token === null || session === null) return reply.redirect(loginPath(request), 303)
    if (!roles.includes(session.account.role)) return refuse(request, reply, 403)
    if (request.method === 'POST' && !csrfMatches(session, fieldOf(request.body, 'csrf')))
      return refuse(request, reply, 403)
    await desk.keepDuty(session.account)
    return handler(request, reply, { account: session.account, session, token })
  }
}

/** After logging in, a page is shown again; what a form would have done is not done. */
function loginPath(request: FastifyRequest): string {
  if (request.method !== 'GET' || request.url === '/console') return '/console/connexion'
  return `/console/connexion?suite=${encodeURIComponent(request.url)}`
}

/** One field of a form as text; '' when it is missing or came twice. */
export function fieldOf(body: unknown, name: string): string {
  if (typeof body !== 'object' || body === null) return ''
  const value: unknown = Reflect.get(body, name)
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : ''
}

/** Every value of a field that may be ticked more than once. */
export function valuesOf(body: unknown, name: string): string[] {
  if (typeof body !== 'object' || body === null) return []
  return [Reflect.get(body, name)].flat().filter((value: unknown) => typeof value === 'string')
}
