import type { FastifyReply, FastifyRequest } from 'fastify'
import { WIDGET_PATH } from '../../adapters/web-chat/index.ts'
import { comesFromHere } from './check-origin.ts'

/** Asked by the widget, from the page of another site? By the route, not the address: an address can be written in many ways. */
export const isOfWidget = (request: FastifyRequest): boolean =>
  request.routeOptions.url?.startsWith(WIDGET_PATH) ?? false

/**
 * Sites the network lists are let in and told so (CORS), on the widget's routes alone; never with cookies. False for any other site. A
 * program sends no origin: it is let through, as everywhere, and told nothing.
 */
export function letWidgetIn(
  request: FastifyRequest,
  reply: FastifyReply,
  { origins, publicUrl }: { origins: readonly string[]; publicUrl: string | null },
): boolean {
  reply.header('vary', 'Origin')
  const { origin } = request.headers
  if (origin === undefined || !origins.includes(origin)) return comesFromHere(request, publicUrl)
  reply.headers({
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'authorization, content-type, last-event-id',
    'access-control-max-age': '600',
  })
  return true
}
