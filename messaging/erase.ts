import type { Handle, Store } from '../store/store.ts'
import type { HearingTables } from './hearing-tables.ts'
import type { RelayTables } from './relay/relay-tables.ts'
import type { MessagingTables } from './tables.ts'

/**
 * Erases all that was said, at once. The inbox keeps the platform's message ids with empty bodies, so that a redelivered message is
 * not answered anew. The address goes once the receipt is out (`forgetErasedAddress`).
 */
export async function eraseConversation(handle: Handle, conversationId: string): Promise<void> {
  const db = handle.of<MessagingTables & HearingTables & RelayTables>()
  await db.deleteFrom('hearings').where('conversation_id', '=', conversationId).execute()
  await db.deleteFrom('relay_codes').where('conversation_id', '=', conversationId).execute()
  await db.deleteFrom('transcript').where('conversation_id', '=', conversationId).execute()
  await db.deleteFrom('outbox').where('conversation_id', '=', conversationId).execute()
  await db.deleteFrom('scheduled').where('conversation_id', '=', conversationId).execute()
  await db
    .updateTable('inbox')
    .set({ activity: '{"kind":"text","text":"","secrets":[]}', error: null })
    .where('conversation_id', '=', conversationId)
    .execute()
  await db.updateTable('conversations').set({ erasing: 1 }).where('id', '=', conversationId).execute()
}

/** Called after each send: a conversation being erased with nothing left to send loses its address and its person. */
export async function forgetErasedAddress(handle: Handle, conversationId: string): Promise<void> {
  const db = handle.of<MessagingTables>()
  await db
    .updateTable('conversations')
    .set({ person_hash: null, address: null })
    .where('id', '=', conversationId)
    .where('erasing', '=', 1)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox')
            .select('id')
            .where('conversation_id', '=', conversationId)
            .where('state', '=', 'pending'),
        ),
      ),
    )
    .execute()
}

/** Conversations quiet since `before` are erased whole (retention). Returns how many. */
export async function eraseQuietConversations(
  store: Store,
  networkId: string,
  times: { before: number; now: number },
): Promise<number> {
  const quiet = await store
    .of<MessagingTables>()
    .selectFrom('conversations')
    .select('id')
    .where('network_id', '=', networkId)
    .where('updated_at', '<', times.before)
    .where('status', 'in', ['with-bot', 'closed'])
    .execute()
  let erased = 0
  for (const { id } of quiet) if (await store.transaction((handle) => eraseIfQuiet(handle, id, times))) erased++
  return erased
}

/** The row first: somebody may be writing again at this moment, and their message would go with what is old. */
async function eraseIfQuiet(handle: Handle, id: string, { before, now }: { before: number; now: number }) {
  const gone = await handle
    .of<MessagingTables>()
    .deleteFrom('conversations')
    .where('id', '=', id)
    .where('updated_at', '<', before)
    .where(({ or, eb }) => or([eb('due_at', '<', before), eb('due_at', '>', now)]))
    .executeTakeFirst()
  if (Number(gone.numDeletedRows) === 0) return false
  await eraseConversation(handle, id)
  return true
}
