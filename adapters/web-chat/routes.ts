import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ChatPage, Unsent } from './chat-page.ts'
import type { LiveStreams } from './live-streams.ts'
import type { WebChatParts } from './parts.ts'
import { eventsSchema, type Form, formSchema, pageSchema } from './payload.schema.ts'
import { newSession, readSessionCookie, writeSessionCookie } from './session-cookie.ts'
import type { FormTaker } from './take-form.ts'
import texts from './texts.fr.json' with { type: 'json' }

export interface RouteParts {
  parts: WebChatParts
  page: ChatPage
  streams: LiveStreams
  taker: FormTaker
}

/** `GET /` the page, `POST /` a message, `GET /chat/events` what comes next, live. */
export function addRoutes(app: FastifyInstance, { parts, page, streams, taker }: RouteParts): void {
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
    const taken = await taker.take(form, session, request.ip)
    if (taken.kind === 'refused')
      return refuse(request, reply, session, taken.status, { draft: form.texte ?? '', error: taken.error })
    // an open page is told by its stream
    if (!wantsJson(request)) await taker.settle(session)
    return accept(request, reply)
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
