import type { Activity } from '../bot/activity.ts'
import type { Conversation } from '../bot/conversation.ts'
import type { Handle } from '../store/store.ts'
import type { WaitingEntry } from './group-activities.ts'
import type { MessagingTables } from './tables.ts'

export interface LoadedConversation {
  id: string
  networkId: string
  channel: string
  state: Conversation
}

export async function loadConversation(handle: Handle, id: string): Promise<LoadedConversation | null> {
  const row = await handle
    .of<MessagingTables>()
    .selectFrom('conversations')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { id: row.id, networkId: row.network_id, channel: row.channel, state: JSON.parse(row.state) } : null
}

/** Messages stored and not yet answered, oldest first. */
export async function waitingEntries(handle: Handle, conversationId: string): Promise<WaitingEntry[]> {
  const rows = await handle
    .of<MessagingTables>()
    .selectFrom('inbox')
    .select(['id', 'activity'])
    .where('conversation_id', '=', conversationId)
    .where('state', '=', 'pending')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ id: row.id, activity: JSON.parse(row.activity) as Activity }))
}

/** Scheduled jobs of this conversation that are due. */
export async function dueJobs(handle: Handle, conversationId: string, now: number): Promise<WaitingEntry[]> {
  const rows = await handle
    .of<MessagingTables>()
    .selectFrom('scheduled')
    .select(['id', 'job'])
    .where('conversation_id', '=', conversationId)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .execute()
  return rows.map((row) => ({ id: row.id, activity: { kind: 'due', job: JSON.parse(row.job) } as Activity }))
}
