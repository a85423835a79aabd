import { setTimeout as sleep } from 'node:timers/promises'
import type { TelegramClient } from './client.ts'
import { askedToWaitMs, isWebhookConflict, withoutToken } from './client.ts'

export interface PollParts {
  client: TelegramClient
  /** resolves once all are stored: only then is Telegram told they were received */
  take: (updates: unknown[]) => Promise<void>
  report: (problem: { code: string; error: unknown }) => void
  /** called after each answer, for the liveness probe */
  alive: () => void
}

const WAIT_SECONDS = 25
const LONGEST_PAUSE_MS = 60_000

/** Asks for updates for ever. A 409 (another poller), a time-out, a crash of ours: a pause, longer each time, then again. */
export function startPolling({ client, take, report, alive }: PollParts): { stop(): Promise<void> } {
  const stopping = new AbortController()

  async function run() {
    let offset = 0
    let webhookMayBeSet = true
    for (let failures = 0; !stopping.signal.aborted; ) {
      try {
        if (webhookMayBeSet) await client.deleteWebhook(stopping.signal)
        webhookMayBeSet = false
        const updates = await client.getUpdates(offset, WAIT_SECONDS, stopping.signal)
        await take(updates)
        // confirmed by the next request, so a crash here redelivers, and the inbox knows them
        for (const update of updates as { update_id: number }[]) offset = Math.max(offset, update.update_id + 1)
        failures = 0
        alive()
        // some stand-ins for Telegram answer at once instead of waiting
        if (updates.length === 0) await pause(50)
      } catch (error) {
        if (stopping.signal.aborted) return
        failures++
        webhookMayBeSet ||= isWebhookConflict(error)
        if (failures === 1) report({ code: 'telegram.polling-again', error: withoutToken(error) })
        await pause(Math.max(askedToWaitMs(error), Math.min(1000 * 2 ** (failures - 1), LONGEST_PAUSE_MS)))
      }
    }
  }
  const pause = (ms: number) => sleep(ms, undefined, { signal: stopping.signal }).catch(() => {})

  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
