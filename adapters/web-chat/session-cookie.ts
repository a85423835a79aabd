import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

const NAME = 'conversation'
const SEVEN_DAYS_S = 7 * 24 * 3600

export function readSessionCookie(request: FastifyRequest): string | null {
  const value = request.cookies[NAME]
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : null
}

export const newSession = (): string => randomBytes(32).toString('base64url')

/** Seven days from the last visit; no script can read it, no other site can use it to write. */
export function writeSessionCookie(reply: FastifyReply, session: string, secure: boolean): void {
  reply.setCookie(NAME, session, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: SEVEN_DAYS_S })
}
