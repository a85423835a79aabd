import { EventEmitter } from 'node:events'
import { Kysely } from 'kysely'
import { claimRows } from './claim-rows.ts'
import { PasserelleError } from './passerelle-error.ts'
import { openSqliteFile, sqliteDialect } from './sqlite-dialect.ts'
import type { Announcement, Handle, Store } from './store.ts'

/** One file, one process: announcements stay inside it. */
export function openSqlite(path: string): Store {
  const database = openOrExplain(path)
  const root = new Kysely<unknown>({ dialect: sqliteDialect(database) })
  const events = new EventEmitter().setMaxListeners(0)

  return {
    kind: 'sqlite',
    ...handleOf(root),
    transaction: (work) => root.transaction().execute((transaction) => work(handleOf(transaction))),
    claim: (claim) => claimRows(root, claim, false),
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

export function handleOf(kysely: Kysely<unknown>): Handle {
  return { of: <Tables>() => kysely as unknown as Kysely<Tables> }
}

function openOrExplain(path: string) {
  try {
    return openSqliteFile(path)
  } catch (cause) {
    if (isDamaged(cause))
      throw new PasserelleError(
        'store.not-a-database',
        `${path} is not a database, or is damaged: keep it aside and restore a backup (npm run restore -- FILE).`,
        { cause },
      )
    throw new PasserelleError(
      'store.cannot-open',
      `Cannot open the database ${path}: is the folder writable, is the disk full?`,
      { cause },
    )
  }
}

/** SQLITE_CORRUPT, SQLITE_NOTADB */
function isDamaged(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (error.errcode === 11 || error.errcode === 26)
}
