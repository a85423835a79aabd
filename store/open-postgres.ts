import { EventEmitter } from 'node:events'
import { Kysely, PostgresDialect } from 'kysely'
import { claimRows } from './claim-rows.ts'
import { handleOf } from './open-sqlite.ts'
import { PasserelleError } from './passerelle-error.ts'
import { listenToPostgres } from './postgres-listener.ts'
import type { Announcement, Store } from './store.ts'

export const CHANNEL = 'passerelle'

/** Any number of processes on one database; `pg` is loaded only here. */
export async function openPostgres(
  url: string,
  report: (problem: { code: string; error: unknown }) => void,
): Promise<Store> {
  const { default: pg } = await import('pg')
  // times, counts and flags: all of them below 2^53
  const types = {
    getTypeParser: (id: number, format?: 'text' | 'binary') =>
      id === INT8 || id === NUMERIC ? Number : pg.types.getTypeParser(id, format as 'text'),
  }
  const pool = new pg.Pool({ connectionString: url, max: 8, types: types as never, connectionTimeoutMillis: 5000 })
  // an idle connection that breaks is replaced at the next query; without a listener it would end the process
  pool.on('error', (error) => report({ code: 'store.connection-lost', error }))
  // and one that breaks between two queries of a transaction fails the next query, which says so
  pool.on('connect', (client) => client.on('error', () => {}))
  await pool.query('select 1').catch((cause: unknown) => {
    throw new PasserelleError(
      'store.cannot-connect',
      'Cannot reach PostgreSQL at DATABASE_URL: is it running, are the name and the password right?',
      { cause },
    )
  })
  const root = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  const events = new EventEmitter().setMaxListeners(0)
  const listener = listenToPostgres(url, CHANNEL, (announcement) => events.emit('announcement', announcement), report)

  return {
    kind: 'postgres',
    ...handleOf(root),
    transaction: (work) => root.transaction().execute((transaction) => work(handleOf(transaction))),
    claim: (claim) => claimRows(root, claim, true),
    scrub: async () => {},
    announce(announcement) {
      // a lost announcement delays by one tick, no more: loops look by themselves
      pool.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify(announcement)]).catch(() => {})
    },
    listen(hear: (announcement: Announcement) => void) {
      events.on('announcement', hear)
      return () => events.off('announcement', hear)
    },
    async close() {
      await listener.close()
      await root.destroy()
    },
  }
}

const INT8 = 20
const NUMERIC = 1700
