import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { wrongWith } from './check-description.ts'
import { deliver } from './deliver.ts'
import { APP_SECRET, delivery, escaped, newMessageId, PHONE_ID, type StatusOf, sign, statuses } from './webhooks.ts'

export interface GraphError {
  status: number
  code: number
  message?: string
  subcode?: number
  retryAfter?: number
}

/** Instead of what was asked: an error of Meta's, never an answer, a line cut before or after it was done, a gateway's page. */
export type Fault = GraphError | 'hangs' | 'cut' | 'cut-once-done' | 'gateway' | 'gibberish'

interface Body extends Record<string, unknown> {
  to?: string
  recipient?: string
  type: string
  biz_opaque_callback_data?: string
  text?: { body: string }
  interactive?: Interactive
  template?: { name: string; language: object; components: { type: string; parameters: { text: string }[] }[] }
}

export interface Interactive {
  type: 'button' | 'list'
  body: { text: string }
  action: {
    buttons?: { type: string; reply: { id: string; title: string } }[]
    button?: string
    sections?: { rows: { id: string; title: string; description?: string }[] }[]
  }
}

export type Sent = Body & { id: string }

/** The words of something sent, whatever its form. */
export const wordsOf = ({ text, interactive, template }: Sent): string =>
  text?.body ?? interactive?.body.text ?? template?.components[0]?.parameters[0]?.text ?? ''

type Media = { body: Buffer; type: string; url?: string; size?: number }

interface Graph {
  token: string
  url: string
  sent: Sent[]
  calls: string[]
  faults: Fault[]
  unreachable: Set<string>
  media: Map<string, Media>
  /** every line is cut */
  away: boolean
  hook: string | null
  webhookConfiguration: Record<string, string> | null
  receipts: boolean
  /** what a test's clock says */
  now: () => number
}

/**
 * The part of Meta's Graph API v23.0 that we use, over real HTTP, strict: a body its description does not take is refused with code 100.
 * It posts signed deliveries to a webhook, with receipts of what it took. Checked by kapso and whatsapp-api-js (graph-stub.test.ts).
 */
export async function openGraph(now: () => number = Date.now) {
  const graph: Graph = {
    token: 'EAAJ-jeton-de-test-0123456789',
    url: '',
    sent: [],
    calls: [],
    faults: [],
    unreachable: new Set(),
    media: new Map(),
    away: false,
    hook: null,
    webhookConfiguration: null,
    receipts: true,
    now,
  }
  let open = 0
  const server = createServer((request, response) => {
    open++
    response.once('close', () => open--)
    void answer(graph, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  graph.url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`

  return {
    graph,
    url: graph.url,
    token: graph.token,
    sent: graph.sent,
    calls: graph.calls,
    media: graph.media,
    unreachable: graph.unreachable,
    openCalls: () => open,
    sentTo: (person: { number?: string; userId?: string }) =>
      graph.sent.filter(({ to, recipient }) => (to ? to === person.number : recipient === person.userId)),
    /** the next sends get these, in turn */
    fail: (...next: Fault[]) => void graph.faults.push(...next),
    /** posts these values as one delivery, signed; again until it is taken, as Meta does */
    post: (...values: object[]) => postUntilTaken(graph, delivery(...values)),
    async close() {
      graph.hook = null
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type GraphStub = Awaited<ReturnType<typeof openGraph>>

async function postUntilTaken({ hook }: Graph, payload: object): Promise<void> {
  const body = escaped(payload)
  for (let tries = 0; hook !== null && tries < 40; tries++) {
    if ((await deliver(hook, body, sign(body, APP_SECRET))) === 200) return
    await sleep(50)
  }
}

async function answer(graph: Graph, request: IncomingMessage, response: ServerResponse) {
  if (graph.away) return response.destroy()
  const { pathname, searchParams } = new URL(request.url ?? '/', graph.url)
  const [, version = '', first = '', second = ''] = pathname.split('/')
  graph.calls.push(`${request.method} ${pathname}`)
  if (request.headers.authorization !== `Bearer ${graph.token}`)
    return refuse(response, { status: 401, code: 190, message: 'Invalid OAuth access token' })
  if (version === 'files') return sendFile(graph, response, first)
  if (version !== 'v23.0') return refuse(response, { status: 400, code: 2635, message: 'deprecated version' })
  if (request.method === 'POST' && first === PHONE_ID && second === 'messages')
    return takeMessage(graph, response, JSON.parse(await read(request)) as Body)
  if (request.method === 'GET' && first === PHONE_ID && second === '') return sendPhone(graph, response, searchParams)
  const media = graph.media.get(first)
  if (request.method === 'GET' && media) return json(response, 200, mediaOf(graph, first, media))
  return refuse(response, {
    status: 400,
    code: 100,
    subcode: 33,
    message: `Unsupported ${request.method} request. Object with ID '${first}' does not exist`,
  })
}

async function takeMessage(graph: Graph, response: ServerResponse, body: Body) {
  const fault = graph.faults.shift()
  if (fault === 'hangs') return
  if (fault === 'cut') return response.destroy()
  if (fault === 'gateway') return response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>')
  if (typeof fault === 'object') return refuse(response, fault)
  const wrong = wrongWith(body)
  if (wrong) return refuse(response, { status: 400, code: 100, message: `Invalid parameter: ${wrong}` })
  const to = body.to ?? body.recipient ?? ''
  if (graph.unreachable.has(to))
    return refuse(response, { status: 400, code: 131026, message: 'Message undeliverable' })
  const sent = { ...body, id: newMessageId(to) }
  graph.sent.push(sent)
  if (graph.receipts) void postReceipts(graph, sent, to)
  if (fault === 'cut-once-done') return response.destroy()
  if (fault === 'gibberish') return response.writeHead(200, { 'content-type': 'text/html' }).end('OK')
  const contact = body.to ? { input: to, wa_id: to } : { input: to, user_id: to }
  return json(response, 200, {
    messaging_product: 'whatsapp',
    contacts: [contact],
    messages: [{ id: sent.id, message_status: 'accepted' }],
  })
}

/** « sent » then « delivered », each its own delivery, the first as quick as the answer itself */
async function postReceipts(graph: Graph, sent: Sent, to: string) {
  const receipt = (status: StatusOf['status']) =>
    statuses({ id: sent.id, key: sent.biz_opaque_callback_data, status, to, at: graph.now() })
  await postUntilTaken(graph, delivery(receipt('sent')))
  await postUntilTaken(graph, delivery(receipt('delivered')))
}

function sendPhone({ webhookConfiguration }: Graph, response: ServerResponse, asked: URLSearchParams) {
  const fields = asked.get('fields')?.split(',') ?? []
  return json(response, 200, {
    id: PHONE_ID,
    ...(fields.includes('verified_name') && { verified_name: 'Passerelle Limousin' }),
    ...(fields.includes('quality_rating') && { quality_rating: 'GREEN' }),
    ...(fields.includes('webhook_configuration') &&
      webhookConfiguration && { webhook_configuration: webhookConfiguration }),
  })
}

const mediaOf = ({ url }: Graph, id: string, media: Media) => ({
  messaging_product: 'whatsapp',
  url: media.url ?? `${url}/files/${id}`,
  mime_type: media.type,
  sha256: 'SfInY0gGKTsJlUWbwxC1k+FAD0FZHvzwfpvO0zX0GUI=',
  file_size: media.size ?? media.body.length,
  id,
})

function sendFile({ media }: Graph, response: ServerResponse, id: string) {
  const file = media.get(id)
  if (!file) return refuse(response, { status: 404, code: 100 })
  return response.writeHead(200, { 'content-type': file.type }).end(file.body)
}

function refuse(response: ServerResponse, { status, code, message = 'refused', subcode, retryAfter }: GraphError) {
  if (retryAfter !== undefined) response.setHeader('retry-after', String(retryAfter))
  const error = {
    message: `(#${code}) ${message}`,
    type: 'OAuthException',
    code,
    ...(subcode && { error_subcode: subcode }),
    error_data: { messaging_product: 'whatsapp', details: message },
    fbtrace_id: 'AbCdEfGhIjKlMnOpQrStUv',
  }
  return json(response, status, { error })
}

function json(response: ServerResponse, status: number, body: object) {
  return response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' }).end(JSON.stringify(body))
}

async function read(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}
