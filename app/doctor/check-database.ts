import { existsSync, statSync } from 'node:fs'
import { sql } from 'kysely'
import { countWaiting } from '../../messaging/count-waiting.ts'
import { hasAccounts } from '../../network/people/sessions.ts'
import { nextOpening } from '../../network/settings/opening.ts'
import type { Config } from '../config.ts'
import { openDatabase, sqlitePath } from '../open-database.ts'
import { type Check, check } from './check.ts'

const MOST_SKEW_MS = 2_000
const LATE_MS = 5 * 60_000

/** Reachable, up to date, written with this key; what it holds; its clock against ours; the network's document. */
export async function checkDatabase(config: Config): Promise<Check[]> {
  if (!config.databaseUrl && !existsSync(sqlitePath(config)))
    return [
      check(
        'database',
        'broken',
        `${sqlitePath(config)} does not exist yet: start the service once, or set DATABASE_URL`,
      ),
    ]
  const { store, settings, close } = await openDatabase(config, () => {})
  try {
    const { inbox, dead, oldestMs } = await countWaiting(store, config.networkId, Date.now())
    const waiting = `${inbox} messages wait to be answered`
    const network = settings.get(config.networkId)
    return [
      check('database', 'ok', `${store.kind}, up to date, written with this key, ${await sizeOf()} MiB`),
      ...(store.kind === 'postgres' ? [await checkClock()] : []),
      oldestMs > LATE_MS
        ? check(
            'inbox',
            'broken',
            `${waiting}, the oldest for ${Math.round(oldestMs / 60_000)} minutes: is the service running?`,
          )
        : check('inbox', 'ok', waiting),
      dead > 0
        ? check('dead letters', 'notice', `${dead} replies could not be sent: see the console, « Envois »`)
        : check('dead letters', 'ok', 'none'),
      settings.problem === null
        ? check('network', 'ok', network?.name ?? config.networkId)
        : check('network', 'broken', settings.problem),
      network && nextOpening(network, Date.now()) !== null
        ? check('opening hours', 'ok', `next opening ${new Date(nextOpening(network, Date.now()) ?? 0).toISOString()}`)
        : check(
            'opening hours',
            'broken',
            'none are known: fill "openingHours", or nobody can be told when a person answers',
          ),
      (await hasAccounts(store, config.networkId))
        ? check('accounts', 'ok', 'there are some')
        : check('accounts', 'broken', 'nobody can open the console: start the service and follow the link it prints'),
    ]
  } finally {
    await close()
  }

  async function sizeOf(): Promise<number> {
    if (store.kind === 'sqlite') return Math.ceil(statSync(sqlitePath(config)).size / 1024 / 1024)
    const { rows } = await sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`.execute(
      store.of(),
    )
    return Math.ceil((rows[0]?.bytes ?? 0) / 1024 / 1024)
  }

  async function checkClock(): Promise<Check> {
    const asked = Date.now()
    const { rows } = await sql<{
      ms: number
    }>`select (extract(epoch from clock_timestamp()) * 1000)::bigint as ms`.execute(store.of())
    const skew = Math.abs((rows[0]?.ms ?? 0) - (asked + Date.now()) / 2)
    return skew > MOST_SKEW_MS
      ? check(
          'clock of the database',
          'broken',
          `${Math.round(skew)} ms away from this machine's: turn on time synchronisation (NTP) on both`,
        )
      : check('clock of the database', 'ok', 'the same as here')
  }
}
