import type { ServerResponse } from 'node:http'
import type { Refusal } from './bot-api-stub.ts'

/** Updates waiting for the bot, handed out by long polling as Telegram does: until confirmed by an offset, to one poller at a time. */
export function createUpdateQueue() {
  const queue: { update_id: number }[] = []
  const waiting = new Set<() => void>()
  let lastId = 500
  let frozen = false
  let freezesNext = false
  let poller: { end(with_: Refusal | null): void } | null = null

  function wakeAll() {
    for (const wake of waiting) wake()
    waiting.clear()
  }
  const nextArrival = () =>
    new Promise<void>((resolve) => {
      waiting.add(resolve)
      setTimeout(resolve, 200)
    })

  return {
    queue,
    put(updates: object[]): number[] {
      const ids = updates.map((update) => {
        const update_id = ++lastId
        queue.push({ ...update, update_id })
        return update_id
      })
      wakeAll()
      return ids
    },
    putAgain(update_id: number, update: object) {
      queue.unshift({ ...update, update_id })
      wakeAll()
    },
    isPolled: () => poller !== null,
    freezeAfterBatch() {
      freezesNext = true
    },
    freeze(on: boolean) {
      frozen = on
      wakeAll()
    },
    /** updates, or a refusal, or null when the line was closed meanwhile */
    async poll(payload: Record<string, unknown>, response: ServerResponse): Promise<object[] | Refusal | null> {
      poller?.end({ status: 409, description: 'Conflict: terminated by other getUpdates request' })
      // asking from an offset confirms everything before it, and only that
      const offset = Number(payload.offset ?? 0)
      if (!frozen) while (queue[0] && queue[0].update_id < offset) queue.shift()
      const until = Date.now() + Number(payload.timeout ?? 0) * 1000
      let ended: { refusal: Refusal | null } | null = null as { refusal: Refusal | null } | null
      const me = {
        end(refusal: Refusal | null) {
          ended ??= { refusal }
          wakeAll()
        },
      }
      poller = me
      response.once('close', () => me.end(null))
      while (!ended && (frozen || (queue.length === 0 && Date.now() < until))) await nextArrival()
      if (poller === me) poller = null
      if (ended) return ended.refusal
      if (freezesNext && queue.length > 0) {
        freezesNext = false
        frozen = true
      }
      return queue.slice(0, Number(payload.limit ?? 100))
    },
  }
}
