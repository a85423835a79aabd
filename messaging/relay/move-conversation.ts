import { newConversation } from '../../bot/conversation.ts'
import type { Handle } from '../../store/store.ts'
import { NEVER } from '../../store/store.ts'
import type { HearingTables } from '../hearing-tables.ts'
import type { MessagingTables } from '../tables.ts'
import type { RelayTables } from './relay-tables.ts'

export interface Move {
  /** the conversation that goes on, under its own id */
  moved: string
  /** the one of the channel it goes on in: what was said there joins it, and this id is no more */
  here: string
  /** the new one of the channel it leaves */
  left: string
}

/**
 * Messaging's share of a relay, in the caller's transaction: who writes and where to answer change hands; what is still to be sent leaves
 * by the new channel; what arrived meanwhile on either side is answered in the conversation that goes on.
 */
export async function moveConversation(handle: Handle, { moved, here, left }: Move, now: number): Promise<void> {
  const db = handle.of<MessagingTables>()
  const row = (id: string) => db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const [from, to] = [await row(moved), await row(here)]
  await db.updateTable('conversations').set({ person_hash: null, address: null }).where('id', '=', here).execute()
  const { channel, person_hash, address, heard_at } = to
  await db
    .updateTable('conversations')
    .set({ channel, person_hash, address, heard_at, due_at: now, claimed_by: '', claimed_until: 0 })
    .where('id', '=', moved)
    .execute()
  const anew = { status: newConversation.status, state: JSON.stringify(newConversation), content_version: '' }
  const times = { created_at: now, updated_at: now, closed_at: null, due_at: NEVER, claimed_by: '', claimed_until: 0 }
  await db
    .insertInto('conversations')
    .values({ ...from, ...anew, ...times, id: left, erasing: 0 })
    .execute()
  await db
    .updateTable('outbox')
    .set({ channel, due_at: now, attempts: 0 })
    .where('conversation_id', '=', moved)
    .where('state', '=', 'pending')
    .execute()
  await joinWords(handle, here, moved)
  await db.deleteFrom('conversations').where('id', '=', here).execute()
}

/** All that was said `here` becomes part of `moved`; what was promised for later here, but for a workshop, is over. */
async function joinWords(handle: Handle, here: string, moved: string): Promise<void> {
  const db = handle.of<MessagingTables & HearingTables & RelayTables>()
  const joined = { conversation_id: moved }
  await db.updateTable('inbox').set(joined).where('conversation_id', '=', here).execute()
  await db.updateTable('outbox').set(joined).where('conversation_id', '=', here).execute()
  await db.updateTable('transcript').set(joined).where('conversation_id', '=', here).execute()
  await db.updateTable('hearings').set(joined).where('conversation_id', '=', here).execute()
  await db
    .updateTable('scheduled')
    .set(joined)
    .where('conversation_id', '=', here)
    .where('job', 'like', '{"name":"workshop-reminder"%')
    .execute()
  await db.deleteFrom('scheduled').where('conversation_id', '=', here).execute()
  await db.deleteFrom('relay_codes').where('conversation_id', '=', here).execute()
}
