import type { Channel, Health, Incoming, Receive } from '../../messaging/channel.ts'
import { capabilities } from './capabilities.ts'
import { createClient, withoutToken } from './client.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import { openWebhook } from './open-webhook.ts'
import { updateSchema } from './payload.schema.ts'
import { startPolling } from './poll.ts'
import { secretMatches } from './verify.ts'

export const NAME = 'telegram'

export interface TelegramOptions {
  token: string
  apiRoot: string
  /** null = polling; else where Telegram must post, and the secret it must show */
  webhook: { url: string; secret: string } | null
  receive: Receive
  report: (problem: { code: string; error: unknown }) => void
  now: () => number
}

export interface TelegramChannel extends Channel {
  /** one webhook call: 401 for a wrong secret (nothing stored), 200 once stored; a throw means « deliver it again » */
  handleWebhook(rawBody: Buffer, secret: string | undefined): Promise<200 | 400 | 401>
  start(): void
}

/** An update is seen at least this often from Telegram's side: an empty answer to a poll counts. */
const DEAF_AFTER_MS = 120_000

export function createTelegram(options: TelegramOptions): TelegramChannel {
  const { webhook, receive, report, now } = options
  const client = createClient(options.token, options.apiRoot, now)
  let lastAlive = now()
  let opened: { stop(): Promise<void> } | null = null

  async function take(updates: unknown[]): Promise<void> {
    const incoming = updates.flatMap((update): Incoming[] => {
      const read = updateSchema.safeParse(update)
      if (!read.success) return []
      if (read.data.callback_query) client.answerButton(read.data.callback_query.id)
      return decode(read.data)
    })
    if (incoming.length > 0) await receive(NAME, incoming)
  }

  return {
    name: NAME,
    capabilities,
    send: (chat, reply) => client.send(chat, encode(reply)),
    download: (reference) => client.download(reference),
    async handleWebhook(rawBody, secret) {
      if (!webhook || !secretMatches(webhook.secret, secret)) return 401
      const update = parse(rawBody)
      if (update === undefined) return 400
      await take([update])
      lastAlive = now()
      return 200
    },
    start() {
      opened = webhook
        ? openWebhook({ client, webhook, report })
        : startPolling({ client, take, report, alive: () => (lastAlive = now()) })
    },
    probe: () => (webhook ? probeWebhook() : probePolling()),
    stop: async () => opened?.stop(),
  }

  async function probePolling(): Promise<Health> {
    if (now() - lastAlive < DEAF_AFTER_MS) return { state: 'up' }
    return {
      state: 'down',
      reason: 'Telegram has not answered for two minutes.',
      advice: 'Check the network and TELEGRAM_TOKEN; see that no other program polls with this token.',
    }
  }

  async function probeWebhook(): Promise<Health> {
    try {
      const info = await client.webhookInfo()
      if (info.url === webhook?.url && info.lastError === null) return { state: 'up' }
      const reason = info.lastError ?? `Telegram posts to « ${info.url} ».`
      return {
        state: 'down',
        reason,
        advice: 'Check that PUBLIC_URL is reachable from the internet over https, then restart.',
      }
    } catch (error) {
      return { state: 'down', reason: withoutToken(error), advice: 'Check the network and TELEGRAM_TOKEN.' }
    }
  }
}

function parse(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'))
  } catch {
    return undefined
  }
}
