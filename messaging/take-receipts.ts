import { setTimeout as sleep } from 'node:timers/promises'
import { type Handle, NEVER, type Store } from '../store/store.ts'
import type { Receipt, TakeReceipts } from './channel.ts'
import { forgetErasedAddress } from './erase.ts'
import { type Mask, plainReason } from './plain-reason.ts'
import type { MessagingTables } from './tables.ts'

export interface ReceiptParts {
  store: Store
  networkId: string
  /** a refusal may quote what was said */
  mask: Mask
  now: () => number
}

const NOTE_COMES_WITHIN_MS = 1000

/**
 * What a platform says of a message after it took it. « Failed » makes a dead letter of what counted as sent. « Taken » settles a send
 * that nobody answered (the line broke after it left): it is not sent again.
 */
export function createTakeReceipts(parts: ReceiptParts): TakeReceipts {
  return async (channel, receipts) => {
    const note = (receipt: Receipt) => parts.store.transaction((handle) => noteReceipt(parts, handle, channel, receipt))
    for (const receipt of receipts) {
      let noted = await note(receipt)
      if (noted.kind === 'unknown' && receipt.failure !== null) {
        // quicker than our own note of the id it bears: a failure is looked for once more before it is left
        await sleep(NOTE_COMES_WITHIN_MS)
        noted = await note(receipt)
      }
      if (noted.kind !== 'changed') continue
      const { conversationId } = noted
      await forgetErasedAddress(parts.store, conversationId)
      // what waited behind it in this conversation may leave
      parts.store.announce({ topic: 'outbox', id: conversationId })
      parts.store.announce({ topic: 'conversation', id: conversationId })
    }
  }
}

type Noted = { kind: 'changed'; conversationId: string } | { kind: 'same' } | { kind: 'unknown' }

/** Did the message it tells of change its state? */
async function noteReceipt(
  { networkId, mask, now }: ReceiptParts,
  handle: Handle,
  channel: string,
  { nativeId, key, failure }: Receipt,
): Promise<Noted> {
  const row = await handle
    .of<MessagingTables>()
    .selectFrom('outbox')
    .select(['id', 'conversation_id', 'state', 'native_id', 'sent_at'])
    .where('network_id', '=', networkId)
    .where('channel', '=', channel)
    .where(({ or, eb }) => or([eb('native_id', '=', nativeId), ...(key === null ? [] : [eb('id', '=', key)])]))
    .executeTakeFirst()
  if (!row) return { kind: 'unknown' }
  if (row.state === 'dead') return { kind: 'same' }
  const over = { due_at: NEVER, claimed_by: '', claimed_until: 0, native_id: nativeId, receipt_at: now() }
  const change =
    failure === null
      ? { ...over, state: 'sent' as const, sent_at: row.sent_at ?? now(), error: null }
      : { ...over, state: 'dead' as const, error: plainReason(failure, mask) }
  await handle.of<MessagingTables>().updateTable('outbox').set(change).where('id', '=', row.id).execute()
  return change.state === row.state ? { kind: 'same' } : { kind: 'changed', conversationId: row.conversation_id }
}
