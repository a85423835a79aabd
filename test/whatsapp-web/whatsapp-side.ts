import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { RawMessage } from './messages.ts'

export interface SentMessage {
  id: string
  to: string
  type: string
  body: string
  pollName?: string
  pollOptions?: { name: string; localId: number }[]
}

/** What WhatsApp's servers know. */
interface State {
  /** linked browsers */
  sessions: Set<string>
  streams: Set<ServerResponse>
  connected: ServerResponse | null
  /** the code shown last */
  ref: string
  sent: SentMessage[]
  kept: Map<string, RawMessage>
  unread: Map<string, RawMessage[]>
  files: Map<string, Buffer>
  lids: Map<string, string>
  unknown: Set<string>
  refused: Set<string>
  failures: number
  refreshes: number
}

const tell = (to: ServerResponse, kind: string, value: unknown = null) =>
  to.write(`data: ${JSON.stringify({ kind, value })}\n\n`)

function tellAll({ streams }: State, kind: string, value?: unknown) {
  for (const stream of streams) tell(stream, kind, value)
}

function newRef(state: State) {
  state.ref = `2@${randomBytes(24).toString('base64url')}`
  return state.ref
}

/** The page connects: linked, it gets what nobody has read; else a code to show. */
function openStream(state: State, request: IncomingMessage, response: ServerResponse, session: string | null) {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  state.streams.add(response)
  request.on('close', () => {
    state.streams.delete(response)
    if (state.connected === response) state.connected = null
  })
  if (!session || !state.sessions.has(session)) return tell(response, 'ref', newRef(state))
  state.connected = response
  return tell(response, 'paired', { session, waiting: [...state.unread.values()].flat() })
}

/** What the page asks, and what it is answered. */
function answer(state: State, path: string, body: Record<string, string>, query: URLSearchParams): [number, unknown] {
  const id = query.get('id') ?? ''
  switch (path) {
    case '/send':
      if (state.failures-- > 0) return [500, {}]
      state.failures = 0
      if (state.refused.has(body.to ?? '')) return [200, { refused: true }]
      state.sent.push(body as unknown as SentMessage)
      return [200, {}]
    case '/seen':
      state.unread.delete(body.chat ?? '')
      return [200, {}]
    case '/refresh':
      state.refreshes++
      tellAll(state, 'ref', newRef(state))
      return [200, {}]
    case '/chat':
      return [200, { exists: !state.unknown.has(id) }]
    case '/lid':
      return [200, { lid: state.lids.get(id) ?? null }]
    case '/message':
      return state.kept.has(id) ? [200, state.kept.get(id)] : [404, {}]
    default:
      return [404, {}]
  }
}

async function listen(state: State) {
  async function serve(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '/', 'http://side')
    response.setHeader('access-control-allow-origin', '*')
    if (url.pathname === '/stream') return openStream(state, request, response, url.searchParams.get('session'))
    const file = state.files.get(url.pathname)
    if (file) return response.end(file)
    const body = request.method === 'POST' ? JSON.parse((await text(request)) || '{}') : {}
    const [status, says] = answer(state, url.pathname, body, url.searchParams)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(says))
  }
  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

/**
 * What is behind the page: WhatsApp's servers, the association's phone and everybody else's. Knows which browsers are linked, keeps what
 * comes while none is connected, takes what is sent.
 */
export async function openWhatsAppSide(now: () => number = Date.now) {
  const state: State = {
    sessions: new Set(),
    streams: new Set(),
    connected: null,
    ref: '',
    sent: [],
    kept: new Map(),
    unread: new Map(),
    files: new Map(),
    lids: new Map(),
    unknown: new Set(),
    refused: new Set(),
    failures: 0,
    refreshes: 0,
  }
  const server = await listen(state)

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** the code the page shows, and no other, links this browser */
    scan(code: string) {
      if (code.split(',')[0] !== state.ref) throw new Error('The phone does not know this code.')
      const session = randomBytes(8).toString('hex')
      state.sessions.add(session)
      for (const stream of state.streams) {
        state.connected = stream
        tell(stream, 'paired', { session, waiting: [...state.unread.values()].flat() })
      }
    },
    /** somebody writes; unread until the chat is marked as seen */
    says(message: RawMessage, { again = false } = {}) {
      const chat = message.id.remote._serialized
      state.kept.set(message.id._serialized, message)
      if (!again && !message.id.fromMe) state.unread.set(chat, [...(state.unread.get(chat) ?? []), message])
      if (state.connected) tell(state.connected, 'message', message)
    },
    /** a file of WhatsApp's, for a message's `directPath` */
    keeps: (path: string, bytes: Buffer) => void state.files.set(path, bytes),
    edits: (id: string, body: string) => tellAll(state, 'edit', { id, body, at: now() }),
    votes: (poll: string, from: string, chosen: number[]) => tellAll(state, 'vote', { poll, from, chosen, at: now() }),
    acknowledges: (id: string, ack: number) => tellAll(state, 'ack', { id, ack }),
    isInState: (name: string) => tellAll(state, 'state', name),
    unlinks() {
      state.sessions.clear()
      tellAll(state, 'logout')
    },
    hangs: () => tellAll(state, 'hang'),
    deafens: () => tellAll(state, 'deafen'),
    failsNextSend: () => void state.failures++,
    hasNobodyCalled: (id: string) => void state.unknown.add(id),
    /** the page takes what is for them, and WhatsApp does not */
    refuses: (chat: string) => void state.refused.add(chat),
    knowsLid: (id: string, lid: string) => void state.lids.set(id, lid),
    isUnread: (chat: string) => state.unread.has(chat),
    refreshes: () => state.refreshes,
    connections: () => state.streams.size,
    isConnected: () => state.connected !== null,
    sentTo: (chat: string) => state.sent.filter(({ to }) => to === chat),
    async close() {
      for (const stream of state.streams) stream.end()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type WhatsAppSide = Awaited<ReturnType<typeof openWhatsAppSide>>
