import { type Handle, NEVER, type Store } from '../store/store.ts'
import type { Receipt, TakeReceipts } from './channel.ts'
import { forgetErasedAddress } from './erase.ts'
import type { MessagingTables } from './tables.ts'

export interface ReceiptParts {
  store: Store
  networkId: string
  now: () => number
}

/**
 * What a platform says of a message after it took it. « Failed » makes a dead letter of what counted as sent. « Taken » settles a send
 * that nobody answered (the line broke after it left): it is not sent again.
 */
export function createTakeReceipts(parts: ReceiptParts): TakeReceipts {
  return async (channel, receipts) => {
    for (const receipt of receipts) {
      const conversationId = await parts.store.transaction((handle) => noteReceipt(parts, handle, channel, receipt))
      if (conversationId === null) continue
      await forgetErasedAddress(parts.store, conversationId)
      // what waited behind it in this conversation may leave
      parts.store.announce({ topic: 'outbox', id: conversationId })
      parts.store.announce({ topic: 'conversation', id: conversationId })
    }
  }
}

/** Returns the conversation whose message changed its state, or null when none did. */
async function noteReceipt(
  { networkId, now }: ReceiptParts,
  handle: Handle,
  channel: string,
  { nativeId, key, failure }: Receipt,
): Promise<string | null> {
  const row = await handle
    .of<MessagingTables>()
    .selectFrom('outbox')
    .select(['id', 'conversation_id', 'state', 'native_id', 'sent_at'])
    .where('network_id', '=', networkId)
    .where('channel', '=', channel)
    .where(({ or, eb }) => or([eb('native_id', '=', nativeId), ...(key === null ? [] : [eb('id', '=', key)])]))
    .executeTakeFirst()
  if (!row || row.state === 'dead') return null
  const over = { due_at: NEVER, claimed_by: '', claimed_until: 0, native_id: nativeId, receipt_at: now() }
  const change =
    failure === null
      ? { ...over, state: 'sent' as const, sent_at: row.sent_at ?? now(), error: null }
      : { ...over, state: 'dead' as const, error: failure }
  await handle.of<MessagingTables>().updateTable('outbox').set(change).where('id', '=', row.id).execute()
  return change.state === row.state ? null : row.conversation_id
}
