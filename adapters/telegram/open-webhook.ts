import { setTimeout as sleep } from 'node:timers/promises'
import { askedToWaitMs, type TelegramClient, withoutToken } from './client.ts'

export interface WebhookParts {
  client: TelegramClient
  webhook: { url: string; secret: string }
  report: (problem: { code: string; error: unknown }) => void
}

const LONGEST_PAUSE_MS = 60_000

/** Tells Telegram where to post; asked again, with longer and longer pauses, until it has heard. */
export function openWebhook({ client, webhook, report }: WebhookParts): { stop(): Promise<void> } {
  const stopping = new AbortController()

  async function run() {
    for (let failures = 0; !stopping.signal.aborted; failures++) {
      try {
        return await client.setWebhook(webhook.url, webhook.secret, stopping.signal)
      } catch (error) {
        if (stopping.signal.aborted) return
        if (failures === 0) report({ code: 'telegram.webhook-again', error: withoutToken(error) })
        const pause = Math.max(askedToWaitMs(error), Math.min(1000 * 2 ** failures, LONGEST_PAUSE_MS))
        await sleep(pause, undefined, { signal: stopping.signal }).catch(() => {})
      }
    }
  }

  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
