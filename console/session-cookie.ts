import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

const SESSION = 'console'
const FORM = 'console-formulaire'
const WORKING_DAY_S = 12 * 3600

const options = (secure: boolean) => ({ path: '/console', httpOnly: true, sameSite: 'lax' as const, secure })

export function readSessionCookie(request: FastifyRequest): string | null {
  const value = request.cookies[SESSION]
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : null
}

export function writeSessionCookie(reply: FastifyReply, token: string, secure: boolean): void {
  reply.setCookie(SESSION, token, { ...options(secure), maxAge: WORKING_DAY_S })
}

export function clearSessionCookie(reply: FastifyReply, secure: boolean): void {
  reply.clearCookie(SESSION, options(secure))
}

/** Before there is a session, a form carries the secret of a cookie of its own: nobody can be logged in as somebody else. */
export function formSecret(request: FastifyRequest, reply: FastifyReply, secure: boolean): string {
  const known = request.cookies[FORM]
  const secret = known !== undefined && /^[\w-]{32}$/.test(known) ? known : randomBytes(24).toString('base64url')
  reply.setCookie(FORM, secret, { ...options(secure), sameSite: 'strict' })
  return secret
}

export function formSecretMatches(request: FastifyRequest, given: string): boolean {
  const known = request.cookies[FORM] ?? ''
  return known.length === 32 && given.length === 32 && timingSafeEqual(Buffer.from(known), Buffer.from(given))
}
