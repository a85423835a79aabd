import type { Store } from '../store/store.ts'
import { NEVER } from '../store/store.ts'
import type { MessagingTables } from './tables.ts'

/** The platform took the message, then says that it will never arrive. `nativeId` is the id it gave when it took it. */
export interface Refusal {
  nativeId: string
  reason: string
}

/** Resolves with false when no message we sent has this id (another application's, or erased since). */
export type NoteRefusal = (channel: string, refusal: Refusal) => Promise<boolean>

/** A message taken and refused later is a dead letter like any other: somebody did not get their answer. */
export function createNoteRefusal({ store, networkId }: { store: Store; networkId: string }): NoteRefusal {
  return async (channel, { nativeId, reason }) => {
    const row = await store
      .of<MessagingTables>()
      .updateTable('outbox')
      .set({ state: 'dead', due_at: NEVER, error: reason })
      .where('network_id', '=', networkId)
      .where('channel', '=', channel)
      .where('native_id', '=', nativeId)
      .where('state', '=', 'sent')
      .returning('conversation_id')
      .executeTakeFirst()
    if (row) store.announce({ topic: 'conversation', id: row.conversation_id })
    return row !== undefined
  }
}
