import type { Handle } from '../store/store.ts'
import type { MessagingTables } from './tables.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** A receipt comes within seconds; this long without one is not slowness. */
const SILENCE_MS = 10 * MINUTE_MS

/**
 * For a channel that gets receipts: does it still get any? False when something taken over ten minutes ago (and within a day) was
 * never heard of again, nor anything after it: the platform takes our messages and its own do not reach us any more.
 */
export async function isHeardBack(handle: Handle, networkId: string, channel: string, now: number): Promise<boolean> {
  const db = handle.of<MessagingTables>()
  const last = await db
    .selectFrom('outbox')
    .select(({ fn }) => fn.max('receipt_at').as('at'))
    .where('network_id', '=', networkId)
    .where('channel', '=', channel)
    .executeTakeFirst()
  const unheard = await db
    .selectFrom('outbox')
    .select('id')
    .where('network_id', '=', networkId)
    .where('channel', '=', channel)
    .where('receipt_at', 'is', null)
    .where('state', '=', 'sent')
    .where('sent_at', '>', Math.max(now - DAY_MS, last?.at ?? 0))
    .where('sent_at', '<', now - SILENCE_MS)
    .limit(1)
    .executeTakeFirst()
  return unheard === undefined
}
