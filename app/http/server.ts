import cookie from '@fastify/cookie'
import formBody from '@fastify/formbody'
import fastify, { type FastifyInstance } from 'fastify'
import { openChannels } from '../channels/open-channels.ts'
import type { Passerelle } from '../passerelle.ts'
import { comesFromHere } from './check-origin.ts'
import { addErrorPages, sendError } from './error-pages.ts'
import { addHealth } from './health.ts'
import { isOfWidget, letWidgetIn } from './let-widget-in.ts'
import { registerConsole } from './mount-console.ts'
import { addSecurityHeaders } from './security-headers.ts'

const MOST_BODY_BYTES = 1024 * 1024
/** a phone on a bad line is slow; longer than this it is somebody holding the line */
const LONGEST_REQUEST_MS = 60_000

/** The one HTTP server of the house: chat at `/`, console at `/console`, `/health`, `/metrics`. Not listening yet. */
export async function createServer(passerelle: Passerelle): Promise<FastifyInstance> {
  const { config, log, settings } = passerelle
  const app = fastify({
    bodyLimit: MOST_BODY_BYTES,
    requestTimeout: LONGEST_REQUEST_MS,
    forceCloseConnections: true,
    // a proxy on the same machine or network is believed about who calls; the internet is not
    trustProxy: ['loopback', 'linklocal', 'uniquelocal'],
  })
  addSecurityHeaders(app, config.publicUrl?.startsWith('https:') ?? false)
  addErrorPages(app, log)
  app.addHook('onRequest', async (request, reply) => {
    const changes = request.method !== 'GET' && request.method !== 'HEAD'
    if (isOfWidget(request)) {
      const origins = settings.get(config.networkId)?.widgetOrigins ?? []
      if (!letWidgetIn(request, reply, { origins, publicUrl: config.publicUrl })) return sendError(request, reply, 403)
    } else if (changes && !comesFromHere(request, config.publicUrl)) return sendError(request, reply, 403)
  })
  await app.register(cookie)
  await app.register(formBody, { bodyLimit: MOST_BODY_BYTES })

  addHealth(app, passerelle)
  await openChannels(app, passerelle)
  await registerConsole(app, passerelle)
  return app
}
