import type { FastifyRequest } from 'fastify'

/**
 * Does this POST come from one of our own pages (or from a program, which sends neither header)? A form on another site must
 * not write in somebody's name. `publicUrl` is known when a proxy rewrites the host.
 */
export function comesFromHere(request: FastifyRequest, publicUrl: string | null): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin } = request.headers
  if (origin === undefined) return true
  if (publicUrl !== null && origin === new URL(publicUrl).origin) return true
  return URL.canParse(origin) && new URL(origin).host === request.headers.host
}
