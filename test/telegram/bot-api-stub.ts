import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { deliver, writeInPieces } from './deliver.ts'
import { createUpdateQueue } from './update-queue.ts'

export interface Refusal {
  status: number
  description: string
  retryAfter?: number
}

/** What the stub does instead of what it was asked: refuse, never answer, or cut the line. */
export type Fault = Refusal | 'hangs' | 'cut'

export interface SentMessage {
  chat_id: string | number
  text: string
  reply_markup?: { inline_keyboard: { text: string; callback_data: string }[][] }
}

type Payload = Record<string, unknown>

interface Telegram {
  token: string
  url: string
  updates: ReturnType<typeof createUpdateQueue>
  sent: SentMessage[]
  calls: { method: string; payload: Payload }[]
  faults: Map<string, Fault[]>
  /** people who blocked the bot */
  blocked: Set<string>
  /** by file_id */
  files: Map<string, { path: string; body: Buffer; type: string }>
  webhook: { url: string; secret: string } | null
  lastError: string
}

/**
 * The part of Telegram's Bot API that `telegram-test-api` lacks, over real HTTP: long polling confirmed by offsets, one poller at a time,
 * a webhook with its secret, files, and every fault a test asks for. Characters of several bytes are always cut between two chunks.
 */
export async function openBotApi(token = '123456:jeton-de-test') {
  const telegram: Telegram = {
    token,
    url: '',
    updates: createUpdateQueue(),
    sent: [],
    calls: [],
    faults: new Map(),
    blocked: new Set(),
    files: new Map(),
    webhook: null,
    lastError: '',
  }
  const server = createServer(
    (request, response) => void answer(telegram, request, response).catch(() => response.destroy()),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  telegram.url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  const { url, sent, calls, blocked, files, faults, updates } = telegram

  return {
    url,
    token,
    sent,
    calls,
    blocked,
    files,
    waiting: () => updates.queue.length,
    /** an update that was confirmed already, delivered once more all the same */
    putAgain: updates.putAgain,
    /** how many polls are held open */
    polling: () => (updates.isPolled() ? 1 : 0),
    /** every poll from now on neither confirms nor answers */
    freeze: updates.freeze,
    /** the next batch is delivered, and the line dies before it can be confirmed */
    freezeAfterBatch: updates.freezeAfterBatch,
    /** the next calls of this method get these, in turn */
    fail(method: string, ...next: Fault[]) {
      faults.set(method, [...(faults.get(method) ?? []), ...next])
    },
    /** puts updates in the queue as one batch; returns their numbers */
    put(...some: object[]): number[] {
      const ids = updates.put(some)
      void postWaiting(telegram)
      return ids
    },
    sentTo: (chat: number) => sent.filter((one) => Number(one.chat_id) === chat),
    async close() {
      telegram.webhook = null
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type BotApi = Awaited<ReturnType<typeof openBotApi>>

async function answer(telegram: Telegram, request: IncomingMessage, response: ServerResponse) {
  const { pathname, searchParams } = new URL(request.url ?? '/', telegram.url)
  const [, first = '', method = '', ...rest] = pathname.split('/')
  if (first === 'file' && method === `bot${telegram.token}`) return sendFile(telegram, response, rest.join('/'))
  if (first !== `bot${telegram.token}`) return refuse(response, { status: 401, description: 'Unauthorized' })
  const raw = await read(request)
  const payload = { ...Object.fromEntries(searchParams), ...(raw === '' ? {} : (JSON.parse(raw) as Payload)) }
  telegram.calls.push({ method, payload })
  const fault = telegram.faults.get(method)?.shift()
  if (fault === 'hangs') return
  if (fault === 'cut') return response.destroy()
  const result = fault ?? (await perform(telegram, method, payload, response))
  if (result === null) return
  if (isRefusal(result)) return refuse(response, result)
  response.writeHead(200, { 'content-type': 'application/json' })
  await writeInPieces(response, JSON.stringify({ ok: true, result }))
  response.end()
}

/** The answer to one method; null = say nothing. */
async function perform(
  telegram: Telegram,
  method: string,
  payload: Payload,
  response: ServerResponse,
): Promise<unknown> {
  const { updates, webhook, files } = telegram
  if (method === 'getMe') return { id: 123456, is_bot: true, first_name: 'Stub', username: 'stub_bot' }
  if (method === 'getUpdates') return webhook ? underWebhook : updates.poll(payload, response)
  if (method === 'sendMessage') return sendMessage(telegram, payload as unknown as SentMessage)
  if (method === 'answerCallbackQuery') return true
  if (method === 'getFile') {
    const file = files.get(String(payload.file_id))
    if (!file) return { status: 400, description: 'Bad Request: wrong file_id' }
    return { file_id: payload.file_id, file_unique_id: 'u', file_size: file.body.length, file_path: file.path }
  }
  if (method === 'setWebhook' || method === 'deleteWebhook') {
    telegram.webhook =
      method === 'setWebhook' ? { url: String(payload.url), secret: String(payload.secret_token ?? '') } : null
    void postWaiting(telegram)
    return true
  }
  if (method === 'getWebhookInfo') {
    const lastError = telegram.lastError && { last_error_message: telegram.lastError }
    return { url: webhook?.url ?? '', pending_update_count: updates.queue.length, ...lastError }
  }
  return { status: 404, description: `Not Found: ${method}` }
}

const underWebhook: Refusal = {
  status: 409,
  description: "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first",
}

function sendMessage({ blocked, sent }: Telegram, payload: SentMessage): unknown {
  if (blocked.has(String(payload.chat_id)))
    return { status: 403, description: 'Forbidden: bot was blocked by the user' }
  sent.push(payload)
  const chat = { id: Number(payload.chat_id), type: 'private' }
  return { message_id: sent.length, date: 1, chat, text: payload.text }
}

const posting = new WeakSet<Telegram>()

/** Posts what waits, in order, each until it is answered 200: a refused one is delivered again. */
async function postWaiting(telegram: Telegram) {
  if (posting.has(telegram)) return
  posting.add(telegram)
  const { queue } = telegram.updates
  while (telegram.webhook && queue[0]) {
    const status = await deliver(telegram.webhook.url, queue[0], telegram.webhook.secret)
    if (status === 200) queue.shift()
    else telegram.lastError = `Wrong response from the webhook: ${status}`
    if (status !== 200) await sleep(50)
  }
  posting.delete(telegram)
}

function sendFile({ files }: Telegram, response: ServerResponse, path: string) {
  const file = [...files.values()].find((one) => one.path === path)
  if (!file) return refuse(response, { status: 404, description: 'Not Found' })
  response.writeHead(200, { 'content-type': file.type }).end(file.body)
}

const isRefusal = (result: unknown): result is Refusal =>
  typeof result === 'object' && result !== null && 'status' in result

function refuse(response: ServerResponse, { status, description, retryAfter }: Refusal) {
  response.writeHead(status, { 'content-type': 'application/json' })
  const parameters = retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } }
  response.end(JSON.stringify({ ok: false, error_code: status, description, ...parameters }))
}

async function read(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}
