import type { Handle } from '../store/store.ts'
import { type LoadedConversation, loadConversation } from './conversations.ts'
import type { MessagingTables } from './tables.ts'

/**
 * For an act that does not come from the inbox (a mediator's): takes the row's lock and voids the claim of any worker, whose turn will
 * then not be committed over this act but taken again after it. Call it first inside the transaction.
 */
export async function takeConversation(handle: Handle, id: string): Promise<LoadedConversation | null> {
  await handle
    .of<MessagingTables>()
    .updateTable('conversations')
    .set({ claimed_by: '', claimed_until: 0 })
    .where('id', '=', id)
    .execute()
  return loadConversation(handle, id)
}
