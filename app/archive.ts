import { networkSettingsSchema } from '../network/settings/settings.schema.ts'
import {
  createFingerprint,
  type Fingerprint,
  fingerprintOf,
  holdStill,
  type Row,
  readRows,
  tableNames,
  writeRows,
} from '../store/copy-tables.ts'
import { PasserelleError } from '../store/passerelle-error.ts'
import type { Handle, Store } from '../store/store.ts'
import { migrations } from './open-database.ts'

/** Networks' documents travel as such: they are files on one side, rows on the other. */
const DOCUMENTS = 'network_documents'
/** made again by the next start when it is not in the copy; never a reason to say « not empty » */
const OWN = new Set([DOCUMENTS, 'key_check'])

/** One line of a copy: a header, then rows and documents, then what must have been read. */
export type Line =
  | { kind: 'passerelle'; format: 1; migrations: string[] }
  | { kind: 'row'; table: string; row: Row }
  | { kind: 'network'; settings: unknown }
  | { kind: 'end'; tables: Record<string, Fingerprint> }

/** The whole house as it is at one moment, whichever database it is in. */
export async function readHouse(
  store: Store,
  networks: unknown[],
  write: (line: Line) => Promise<void>,
): Promise<Record<string, Fingerprint>> {
  const tables: Record<string, Fingerprint> = {}
  await write({ kind: 'passerelle', format: 1, migrations: Object.keys(migrations).sort() })
  await store.transaction(async (handle) => {
    await holdStill(handle, store.kind)
    for (const table of (await tableNames(handle)).filter((name) => name !== DOCUMENTS)) {
      const fingerprint = createFingerprint()
      for await (const rows of readRows(handle, table))
        for (const row of rows) {
          fingerprint.add(row)
          await write({ kind: 'row', table, row })
        }
      tables[table] = fingerprint.end()
    }
  })
  for (const settings of networks) await write({ kind: 'network', settings })
  await write({ kind: 'end', tables })
  return tables
}

/** Puts a copy in an empty database, all of it or nothing, and compares what is there with what was read. */
export async function writeHouse(store: Store, lines: AsyncIterable<Line> | Iterable<Line>): Promise<unknown[]> {
  const networks: unknown[] = []
  let whole = false
  await store.transaction(async (handle) => {
    await requireEmpty(handle)
    let waiting: { table: string; rows: Row[] } = { table: '', rows: [] }
    const flush = async () => {
      await writeRows(handle, waiting.table, waiting.rows)
      waiting = { table: '', rows: [] }
    }
    for await (const line of lines) {
      if (line.kind === 'row') {
        if (waiting.table !== line.table || waiting.rows.length >= 500) await flush()
        waiting.table = line.table
        waiting.rows.push(line.row)
        continue
      }
      await flush()
      if (line.kind === 'passerelle') requireSameVersion(line.migrations)
      else if (line.kind === 'network') networks.push(networkSettingsSchema.parse(line.settings))
      else {
        await requireSame(handle, line.tables)
        whole = true
      }
    }
    if (!whole)
      throw new PasserelleError('archive.cut', 'This copy is cut short: use another one. Nothing was written.')
  })
  return networks
}

async function requireEmpty(handle: Handle): Promise<void> {
  for (const table of await tableNames(handle)) {
    if (OWN.has(table)) continue
    for await (const _ of readRows(handle, table))
      throw new PasserelleError(
        'archive.not-empty',
        `The database it would go to is not empty (there is something in ${table}): give a new one. Nothing was written.`,
      )
  }
  await handle.of<{ key_check: Row }>().deleteFrom('key_check').execute()
}

function requireSameVersion(names: string[]): void {
  if (names.join() === Object.keys(migrations).sort().join()) return
  throw new PasserelleError(
    'archive.other-version',
    'This copy was made by another version of Passerelle: restore it with that version, then update. Nothing was written.',
  )
}

async function requireSame(handle: Handle, tables: Record<string, Fingerprint>): Promise<void> {
  for (const [table, expected] of Object.entries(tables)) {
    const { count, hash } = await fingerprintOf(handle, table)
    if (count === expected.count && hash === expected.hash) continue
    throw new PasserelleError(
      'archive.differs',
      `${table} has ${count} rows where ${expected.count} were read, or they differ: nothing was written. Report this.`,
    )
  }
}
