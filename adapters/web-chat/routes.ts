import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ChatPage, Unsent } from './chat-page.ts'
import { decode, decodeStart } from './decode.ts'
import type { ErasureReceipts } from './erasure-receipts.ts'
import type { LiveStreams } from './live-streams.ts'
import type { WebChatParts } from './parts.ts'
import { eventsSchema, type Form, formSchema, pageSchema } from './payload.schema.ts'
import { newSession, readSessionCookie, writeSessionCookie } from './session-cookie.ts'
import texts from './texts.fr.json' with { type: 'json' }
import { waitUntilSettled } from './wait-until-settled.ts'

const LONGEST_WAIT_MS = 2_000

export interface RouteParts {
  parts: WebChatParts
  name: string
  page: ChatPage
  streams: LiveStreams
  receipts: ErasureReceipts
}

/** `GET /` the page, `POST /` a message, `GET /chat/events` what comes next, live. */
export function addRoutes(app: FastifyInstance, { parts, name, page, streams, receipts }: RouteParts): void {
  const html = (reply: FastifyReply) => reply.type('text/html; charset=utf-8')

  app.get('/', async (request, reply) => {
    const { lieu } = pageSchema.parse(request.query)
    const session = sessionOf(request, reply)
    return html(reply).send(await page.show(session, lieu || null))
  })

  app.post('/', async (request, reply) => {
    const session = sessionOf(request, reply)
    const form = formSchema.safeParse(request.body ?? {})
    if (!form.success) return refuse(request, reply, session, 400, { draft: '', error: texts.unreadable })
    return receiveForm(request, reply, session, form.data)
  })

  app.get('/chat/events', async (request, reply) => {
    const { after } = eventsSchema.parse(request.query)
    const session = readSessionCookie(request)
    const lastSeen = request.headers['last-event-id']
    if (!session) return reply.code(204).send()
    return streams.open(reply, session, typeof lastSeen === 'string' && lastSeen !== '' ? lastSeen : after)
  })

  async function receiveForm(request: FastifyRequest, reply: FastifyReply, session: string, form: Form) {
    const decoded = decode(form, session)
    const draft = form.texte ?? ''
    if (decoded.kind === 'too-long') return refuse(request, reply, session, 400, { draft, error: texts['too-long'] })
    if (decoded.kind === 'empty') return accept(request, reply)
    const conversationId = await parts.conversationOf(session)
    const isNew = conversationId === null
    // whoever is with a person, or awaits one, is not met anew for having passed a poster
    const isMet = isNew || (form.lieu && (await parts.statusOf(conversationId)) === 'with-bot')
    if (isNew && !parts.mayBegin(request.ip))
      return refuse(request, reply, session, 429, { draft, error: texts['too-many'] })
    try {
      if (isMet) {
        await parts.receive(name, [decodeStart(form, session)])
        await settle(session)
      }
      await parts.receive(name, [decoded.incoming])
    } catch {
      return refuse(request, reply, session, 503, { draft, error: texts['not-kept'] })
    }
    receipts.forget(session)
    // an open page is told by its stream
    if (!wantsJson(request)) await settle(session)
    return accept(request, reply)
  }

  async function settle(session: string) {
    const conversationId = await parts.conversationOf(session)
    if (conversationId) await waitUntilSettled(parts, conversationId, LONGEST_WAIT_MS)
  }

  function sessionOf(request: FastifyRequest, reply: FastifyReply): string {
    const session = readSessionCookie(request) ?? newSession()
    writeSessionCookie(reply, session, parts.secureCookies)
    return session
  }

  async function refuse(request: FastifyRequest, reply: FastifyReply, session: string, status: number, unsent: Unsent) {
    reply.code(status)
    if (wantsJson(request)) return reply.send({ error: unsent.error })
    return html(reply).send(await page.show(session, null, unsent))
  }
}

const wantsJson = (request: FastifyRequest) => (request.headers.accept ?? '').includes('application/json')

const accept = (request: FastifyRequest, reply: FastifyReply) =>
  wantsJson(request) ? reply.send({ kind: 'received' }) : reply.redirect('/#bas', 303)
