import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { typeset } from '../encode.ts'
import type { LiveStreams } from '../live-streams.ts'
import type { WebChatParts } from '../parts.ts'
import { formSchema, pageSchema } from '../payload.schema.ts'
import type { FormTaker } from '../take-form.ts'
import texts from '../texts.fr.json' with { type: 'json' }
import { joinWidget } from './join-widget.ts'

/** Every route under it is asked by pages of other sites: the server lets only those in that the network lists. */
export const WIDGET_PATH = '/widget/'

export interface WidgetParts {
  parts: WebChatParts
  streams: LiveStreams
  taker: FormTaker
}

/**
 * `/widget.js` for a town hall's site, and what it asks: `GET /widget/welcome` before anything is said, `POST /widget/messages`,
 * `GET /widget/events`. No cookie: the conversation's secret, made by the widget, comes in the `Authorization` header.
 */
export function addWidget(app: FastifyInstance, { parts, streams, taker }: WidgetParts): void {
  const { script, style } = joinWidget()
  addFile(app, '/widget.js', 'text/javascript; charset=utf-8', script)
  addFile(app, '/widget.css', 'text/css; charset=utf-8', style)

  app.options(`${WIDGET_PATH}*`, async (_request, reply) => reply.code(204).send())

  app.get(`${WIDGET_PATH}welcome`, async (request, reply) => {
    if (!parts.mayAsk(request.ip)) return refuse(reply, 429, texts['too-many'])
    const { lieu } = pageSchema.parse(request.query)
    return { network: parts.network().name, welcome: parts.welcome(lieu || null).map(typeset) }
  })

  app.post(`${WIDGET_PATH}messages`, async (request, reply) => {
    const session = readSession(request)
    const form = formSchema.safeParse(request.body ?? {})
    if (session === null || !form.success) return refuse(reply, 400, texts.unreadable)
    if (!parts.mayAsk(request.ip)) return refuse(reply, 429, texts['too-many'])
    const taken = await taker.take(form.data, session, request.ip)
    return taken.kind === 'refused' ? refuse(reply, taken.status, taken.error) : { kind: 'received' }
  })

  app.get(`${WIDGET_PATH}events`, async (request, reply) => {
    const session = readSession(request)
    if (session === null) return reply.code(204).send()
    if (!parts.mayAsk(request.ip)) return refuse(reply, 429, texts['too-many'])
    const lastSeen = request.headers['last-event-id']
    return streams.open(reply, session, typeof lastSeen === 'string' ? lastSeen.slice(0, 64) : '')
  })
}

const refuse = (reply: FastifyReply, status: number, error: string) => reply.code(status).send({ error })

/** 32 bytes by chance, as the page's cookie holds: whoever has it has the conversation. */
function readSession(request: FastifyRequest): string | null {
  return /^Bearer ([\w-]{43})$/.exec(request.headers.authorization ?? '')?.[1] ?? null
}

/** A file any site may load, kept an hour, and packed once for slow lines. */
function addFile(app: FastifyInstance, path: string, type: string, text: string): void {
  const packed = gzipSync(text, { level: 9 })
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`
  app.get(path, async (request, reply) => {
    reply
      .headers({ etag, vary: 'Accept-Encoding', 'cache-control': 'public, max-age=3600' })
      // the default of the house forbids other sites to load our files
      .headers({ 'cross-origin-resource-policy': 'cross-origin', 'access-control-allow-origin': '*' })
    if (request.headers['if-none-match'] === etag) return reply.code(304).send()
    reply.type(type)
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(text)
    return reply.header('content-encoding', 'gzip').send(packed)
  })
}
