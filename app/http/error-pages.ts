import { fileURLToPath } from 'node:url'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { describeFault } from '../../store/describe-fault.ts'
import type { Log } from '../log.ts'
import texts from './error-texts.json' with { type: 'json' }
import { createRender } from './render.ts'

const render = createRender(fileURLToPath(new URL('./templates', import.meta.url)))
const known = new Map(Object.entries(texts))

/** One clear page, or one line of JSON for programs; what went wrong inside is for the log. */
export function sendError(request: FastifyRequest, reply: FastifyReply, status: number): FastifyReply {
  const code = known.has(String(status)) ? status : status < 500 ? 400 : 500
  const { title, text } = known.get(String(code)) ?? texts[500]
  reply.code(status)
  if (!(request.headers.accept ?? '').includes('text/html')) return reply.type('application/json').send({ error: text })
  const home = request.url.startsWith('/console') ? '/console' : '/'
  return reply.type('text/html; charset=utf-8').send(render('error', { title, text, home }))
}

export function addErrorPages(app: FastifyInstance, log: Log): void {
  app.setNotFoundHandler((request, reply) => sendError(request, reply, 404))
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    const status = error.statusCode ?? 500
    // the route and a code only: what people write never goes to the log
    if (status >= 500) log.error({ code: 'http.failed', route: request.routeOptions.url, error: describeFault(error) })
    return sendError(request, reply, status)
  })
}
