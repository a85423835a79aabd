import { EventEmitter } from 'node:events'
import { Kysely, sql } from 'kysely'
import { PasserelleError } from './passerelle-error.ts'
import { openSqliteFile, sqliteDialect } from './sqlite-dialect.ts'
import { type Announcement, type Claim, type Handle, NEVER, type Store } from './store.ts'

/** One file, one process: announcements stay inside it, and a claim is one UPDATE under SQLite's single writer. */
export function openSqlite(path: string): Store {
  const database = openOrExplain(path)
  const root = new Kysely<unknown>({ dialect: sqliteDialect(database) })
  const events = new EventEmitter().setMaxListeners(0)
  const handleOf = (kysely: Kysely<unknown>): Handle => ({ of: <Tables>() => kysely as unknown as Kysely<Tables> })

  return {
    kind: 'sqlite',
    ...handleOf(root),
    transaction: (work) => root.transaction().execute((transaction) => work(handleOf(transaction))),
    claim: (claim) => claimRows(root, claim),
    async scrub() {
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    },
    announce: (announcement) => void setImmediate(() => events.emit('announcement', announcement)),
    listen(listener: (announcement: Announcement) => void) {
      events.on('announcement', listener)
      return () => events.off('announcement', listener)
    },
    close: () => root.destroy(),
  }
}

/** Messages of one conversation leave in order: a row waits while an earlier one is neither sent nor given up. */
const firstOfItsConversation = sql`AND NOT EXISTS (
  SELECT 1 FROM outbox AS earlier
  WHERE earlier.conversation_id = row.conversation_id AND earlier.id < row.id AND earlier.due_at < ${NEVER})`

async function claimRows(root: Kysely<unknown>, claim: Claim): Promise<string[]> {
  const table = sql.table(claim.table)
  const taken = await sql<{ id: string }>`
    UPDATE ${table} SET claimed_by = ${claim.by}, claimed_until = ${claim.until}
    WHERE id IN (
      SELECT id FROM ${table} AS row
      WHERE due_at <= ${claim.now} AND claimed_until < ${claim.now} ${claim.table === 'outbox' ? firstOfItsConversation : sql``}
      ORDER BY due_at, id LIMIT ${claim.limit}
    ) RETURNING id`.execute(root)
  return taken.rows.map((row) => row.id).sort()
}

function openOrExplain(path: string) {
  try {
    return openSqliteFile(path)
  } catch (cause) {
    throw new PasserelleError(
      'store.cannot-open',
      `Cannot open the database ${path}: is the folder writable, is the disk full?`,
      { cause },
    )
  }
}
