import type { Decision } from '../bot/decision.ts'
import type { Reply } from '../bot/reply.ts'
import { newId } from '../store/new-id.ts'
import { type Handle, NEVER } from '../store/store.ts'
import { keepAttachmentsWhileHelped } from './attachments.ts'
import { eraseConversation } from './erase.ts'
import { queueHearing } from './queue-hearing.ts'
import { openRelay } from './relay/relay-codes.ts'
import type { MessagingTables } from './tables.ts'

/** A decision on its way into the database, with what it answers. */
export interface Committing {
  conversationId: string
  /** the conversation's own: its house writes to the person, whoever decided */
  networkId: string
  channel: string
  decision: Decision
  contentVersion: string
  /** inbox entries and scheduled jobs this decision settles */
  settles: string[]
  /** set on the entries when the turn threw: they are kept for inspection */
  error: string | null
  /** the claim under which the turn was taken, or null for an action from the console, which voids any claim */
  claim: string | null
  /** who speaks: the bot, or the mediator who wrote it */
  author: 'bot' | 'mediator'
  now: number
}

/**
 * Messaging's share of a decision: state, replies in the outbox, lines of the transcript, entries done. Returns false, having written
 * nothing, when the claim was lost meanwhile (a frozen worker coming back): the entries are still waiting for whoever holds it now.
 */
export async function commitDecision(handle: Handle, commit: Committing): Promise<boolean> {
  const db = handle.of<MessagingTables>()
  const { conversationId, decision, now } = commit
  const state = decision.conversation
  let update = db
    .updateTable('conversations')
    .set({
      state: JSON.stringify(state),
      status: state.status,
      content_version: commit.contentVersion,
      updated_at: now,
      closed_at: state.status === 'closed' ? now : null,
      claimed_by: '',
      claimed_until: 0,
    })
    .where('id', '=', conversationId)
  if (commit.claim !== null) update = update.where('claimed_by', '=', commit.claim)
  const written = await update.executeTakeFirst()
  if (Number(written.numUpdatedRows) === 0) return false

  await settleEntries(handle, commit)
  if (decision.effects.some((effect) => effect.kind === 'read-photos'))
    await queueHearing(handle, { id: newId(now), networkId: commit.networkId, conversationId, media: 'photo', now })
  if (decision.effects.some((effect) => effect.kind === 'open-relay'))
    await openRelay(handle, commit.networkId, conversationId, now)
  await keepAttachmentsWhileHelped(handle, conversationId, state, now)
  if (decision.effects.some((effect) => effect.kind === 'start-erasure'))
    await eraseConversation(handle, conversationId)
  for (const reply of decision.replies) await queueReply(handle, commit, reply)
  for (const effect of decision.effects) {
    if (effect.kind === 'cancel-sign-ups')
      await db.deleteFrom('scheduled').where('conversation_id', '=', conversationId).execute()
    if (effect.kind !== 'schedule') continue
    // the same thing asked for again replaces the earlier date: nobody is told twice
    const job = JSON.stringify(effect.job)
    await db.deleteFrom('scheduled').where('conversation_id', '=', conversationId).where('job', '=', job).execute()
    await db
      .insertInto('scheduled')
      .values({
        id: newId(now),
        network_id: commit.networkId,
        conversation_id: conversationId,
        due_at: effect.at,
        job,
      })
      .execute()
  }
  await db
    .updateTable('conversations')
    .set({ due_at: await nextDue(handle, conversationId, now) })
    .where('id', '=', conversationId)
    .execute()
  return true
}

async function settleEntries(handle: Handle, { settles, error }: Committing) {
  if (settles.length === 0) return
  const db = handle.of<MessagingTables>()
  await db
    .updateTable('inbox')
    .set({ state: error === null ? 'done' : 'failed', error })
    .where('id', 'in', settles)
    .execute()
  // what was read on a photo has done its work
  await db
    .updateTable('inbox')
    .set({ activity: '{"kind":"media","media":"photo","reference":null}' })
    .where('id', 'in', settles)
    .where('activity', 'like', '%"from":"photo"}')
    .execute()
  // nor is a typed code, once it was tried
  await db
    .updateTable('inbox')
    .set({ activity: '{"kind":"text","text":"[CODE]","secrets":[]}' })
    .where('id', 'in', settles)
    .where('activity', 'like', '%"relay":{%')
    .execute()
  await db.deleteFrom('scheduled').where('id', 'in', settles).execute()
}

async function queueReply(
  handle: Handle,
  { conversationId, networkId, channel, author, contentVersion, now }: Committing,
  reply: Reply,
) {
  const db = handle.of<MessagingTables>()
  const row = { id: newId(now), network_id: networkId, conversation_id: conversationId }
  await db
    .insertInto('outbox')
    .values({
      ...row,
      channel,
      reply: JSON.stringify(reply),
      state: 'pending',
      attempts: 0,
      native_id: null,
      error: null,
      created_at: now,
      sent_at: null,
      receipt_at: null,
      due_at: now,
      claimed_by: '',
      claimed_until: 0,
    })
    .execute()
  await db
    .insertInto('transcript')
    .values({
      ...row,
      at: now,
      author,
      text: reply.text,
      reply_id: reply.id,
      choices: JSON.stringify({ question: reply.question, choices: reply.choices }),
      content_version: contentVersion,
      attachment: null,
    })
    .execute()
}

/** Anything still waiting is due now; else the next scheduled job; else never. */
async function nextDue(handle: Handle, conversationId: string, now: number): Promise<number> {
  const db = handle.of<MessagingTables>()
  const waiting = await db
    .selectFrom('inbox')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('state', '=', 'pending')
    .limit(1)
    .executeTakeFirst()
  if (waiting) return now
  const job = await db
    .selectFrom('scheduled')
    .select((select) => select.fn.min('due_at').as('at'))
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst()
  return job?.at ?? NEVER
}
