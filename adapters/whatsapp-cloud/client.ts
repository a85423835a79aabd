import { WhatsAppClient } from '@kapso/whatsapp-cloud-api'
import type { WhatsAppMessageOut } from './encode.ts'
import type { Fault } from './outcome-of.ts'
import { readFault } from './read-fault.ts'
import type { Recipient } from './recipient.ts'

export interface ClientOptions {
  token: string
  phoneId: string
  apiRoot: string
}

export type Answer<Value> = { kind: 'done'; value: Value } | { kind: 'fault'; fault: Fault }

export interface Template {
  name: string
  language: string
}

export interface PhoneNumber {
  /** where Meta posts what concerns this number; null when it does not say */
  webhook: string | null
}

export interface CloudClient {
  /** `key` comes back with the receipt */
  send(to: Recipient, message: WhatsAppMessageOut, key: string): Promise<Answer<string | null>>
  sendTemplate(to: Recipient, template: Template, text: string, key: string): Promise<Answer<string | null>>
  phoneNumber(): Promise<Answer<PhoneNumber>>
  download(mediaId: string): Promise<{ body: ArrayBuffer; type: string }>
  /** what is under way is given a moment, then cut */
  stop(): Promise<void>
}

/** The version of the description we test against; Meta answers a version for two years. */
export const GRAPH_VERSION = 'v23.0'

/** kapso waits for ever by itself; a send that hangs would outlive its claim. */
const HANGS_AFTER_MS = 15_000
const GRACE_MS = 2_000

/** Larger than any voice note or picture WhatsApp carries; a document may be more. */
const LARGEST_FILE_BYTES = 20 * 1024 * 1024

/** kapso as a client: it checks each message against WhatsApp's limits and speaks both ids. What it lacks is here (see the README). */
export function createClient({ token, phoneId, apiRoot }: ClientOptions): CloudClient {
  const closing = new AbortController()
  const underWay = new Set<Promise<unknown>>()
  const kapso = new WhatsAppClient({
    accessToken: token,
    baseUrl: apiRoot,
    graphVersion: GRAPH_VERSION,
    fetch: (input, init) =>
      fetch(input, { ...init, signal: AbortSignal.any([closing.signal, AbortSignal.timeout(HANGS_AFTER_MS)]) }),
  })
  const base = (to: Recipient, key: string) => ({ phoneNumberId: phoneId, ...to, bizOpaqueCallbackData: key })

  async function ask<Value>(call: () => Promise<Value>): Promise<Answer<Value>> {
    const called = call()
    underWay.add(called)
    try {
      return { kind: 'done', value: await called }
    } catch (error) {
      return { kind: 'fault', fault: readFault(error) }
    } finally {
      underWay.delete(called)
    }
  }

  return {
    send: (to, message, key) =>
      ask(async () => {
        const { messages } = kapso
        const { body } = message
        if (message.kind === 'text') return idOf(await messages.sendText({ ...base(to, key), body }))
        if (message.kind === 'buttons')
          return idOf(
            await messages.sendInteractiveButtons({ ...base(to, key), bodyText: body, buttons: message.buttons }),
          )
        const list = { bodyText: body, buttonText: message.button, sections: [{ rows: message.rows }] }
        return idOf(await messages.sendInteractiveList({ ...base(to, key), ...list }))
      }),
    sendTemplate: (to, { name, language }, text, key) =>
      ask(async () =>
        idOf(
          await kapso.messages.sendTemplate({
            ...base(to, key),
            template: {
              name,
              language: { code: language, policy: 'deterministic' },
              components: [{ type: 'body', parameters: [{ type: 'text', text }] }],
            },
          }),
        ),
      ),
    async phoneNumber() {
      const read = (fields: string) =>
        ask(() => kapso.request<unknown>('GET', phoneId, { query: { fields }, responseType: 'json' }))
      const answer = await read('id,webhook_configuration')
      // a relay of Meta's API may not know this field: what counts is that it answers
      const known = answer.kind === 'fault' && isUnknownField(answer.fault) ? await read('id') : answer
      return known.kind === 'done' ? { kind: 'done', value: { webhook: webhookOf(known.value) } } : known
    },
    async download(mediaId) {
      try {
        const media = await kapso.media.get({ mediaId, phoneNumberId: phoneId })
        if (Number(media.fileSize ?? 0) > LARGEST_FILE_BYTES) throw new Error('The file is larger than 20 MB.')
        if (!isMetas(media.url, apiRoot)) throw new Error('Meta named an address that is not its own.')
        // kapso would ask without the token, and take a refusal for the file
        const response = await kapso.fetch(media.url)
        if (!response.ok) throw new Error(`WhatsApp answered ${response.status} for a file.`)
        const type = media.mimeType ?? response.headers.get('content-type') ?? 'application/octet-stream'
        return { body: await readWithin(response, LARGEST_FILE_BYTES), type: type.split(';')[0] ?? type }
      } catch (error) {
        const fault = readFault(error)
        throw new Error(fault.kind === 'graph' ? `WhatsApp answered ${fault.code} for a file.` : describe(error))
      }
    },
    async stop() {
      const grace = AbortSignal.timeout(GRACE_MS)
      await Promise.race([
        Promise.allSettled(underWay),
        new Promise((resolve) => grace.addEventListener('abort', resolve, { once: true })),
      ])
      closing.abort()
      await Promise.allSettled(underWay)
    },
  }
}

/** Meta took it even where its answer cannot be read: the receipt will carry our key. */
function idOf(sent: unknown): string | null {
  const messages = (sent as { messages?: { id?: unknown }[] } | null)?.messages
  const id = Array.isArray(messages) ? messages[0]?.id : undefined
  return typeof id === 'string' ? id : null
}

const isUnknownField = (fault: Fault) => fault.kind === 'graph' && fault.code === 100 && fault.subcode !== 33

/** The number's own address if it has one, else the account's, else the application's: that is Meta's order. */
function webhookOf(answer: unknown): string | null {
  const levels = (answer as { webhookConfiguration?: Record<string, unknown> } | null)?.webhookConfiguration
  const url = levels?.phoneNumber || levels?.whatsappBusinessAccount || levels?.application
  return typeof url === 'string' ? url : null
}

/** The token goes with the request: to Meta's own hosts and to nobody else. */
function isMetas(address: string, apiRoot: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, host, hostname } = new URL(address)
  if (host === new URL(apiRoot).host) return true
  return protocol === 'https:' && /(^|\.)(fbsbx\.com|facebook\.com|whatsapp\.net|fbcdn\.net)$/.test(hostname)
}

async function readWithin(response: Response, most: number): Promise<ArrayBuffer> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of response.body ?? []) {
    size += piece.byteLength
    if (size > most) throw new Error('The file is larger than 20 MB.')
    pieces.push(piece)
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.byteLength
  }
  return whole.buffer
}

/** Our own sentences pass; others' may quote an address. */
const describe = (error: unknown) =>
  error instanceof Error && /^(The file|Meta named|WhatsApp answered)/.test(error.message)
    ? error.message
    : 'The file could not be fetched from WhatsApp.'
