import { type Kysely, sql } from 'kysely'
import { type Claim, NEVER } from './store.ts'

/** Messages of one conversation leave in order: a row waits while an earlier one is neither sent nor given up. */
const firstOfItsConversation = sql`AND NOT EXISTS (
  SELECT 1 FROM outbox AS earlier
  WHERE earlier.conversation_id = candidate.conversation_id AND earlier.id < candidate.id AND earlier.due_at < ${sql.lit(NEVER)})`

/** Longer than a start, or than another process with that channel is away: nobody has it, and whoever takes the row says so. */
const UNSERVED_MS = 30 * 60_000

/** A process does not take what only another one can do, nor at its start what a channel about to open will. */
function ofTheseChannels({ table, channels, now }: Claim) {
  if (channels === undefined) return sql``
  const channel =
    table === 'hearings'
      ? sql`(SELECT channel FROM conversations WHERE conversations.id = candidate.conversation_id)`
      : sql`candidate.channel`
  const isOpen = channels.length === 0 ? sql`FALSE` : sql`${channel} IN (${sql.join(channels)})`
  return sql`AND (${isOpen} OR due_at < ${now - UNSERVED_MS})`
}

/**
 * One UPDATE takes the rows. SQLite has a single writer, so that is enough; PostgreSQL must also skip the rows another process is
 * taking at the same moment, or both would have them, and choose its rows once (MATERIALIZED), or a plan may take more than `limit`.
 */
export async function claimRows(root: Kysely<unknown>, claim: Claim, skipLocked: boolean): Promise<string[]> {
  const table = sql.table(claim.table)
  const taken = await sql<{ id: string }>`
    WITH due AS MATERIALIZED (
      SELECT id FROM ${table} AS candidate
      WHERE network_id = ${claim.networkId} AND due_at <= ${claim.now} AND claimed_until < ${claim.now} ${claim.table === 'outbox' ? firstOfItsConversation : sql``}
        ${ofTheseChannels(claim)}
      ORDER BY due_at, id LIMIT ${claim.limit} ${skipLocked ? sql`FOR UPDATE OF candidate SKIP LOCKED` : sql``}
    )
    UPDATE ${table} SET claimed_by = ${claim.by}, claimed_until = ${claim.until}
    WHERE id IN (SELECT id FROM due) RETURNING id`.execute(root)
  return taken.rows.map((row) => row.id).sort()
}
