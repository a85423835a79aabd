import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Handle } from './store.ts'

export type Row = Record<string, unknown>

/** How many rows a table has, and a hash of them all that does not depend on the database or on their order. */
export interface Fingerprint {
  count: number
  hash: string
}

const PAGE = 500
/** parameters in one statement are limited; the widest table has some twenty columns */
const AT_ONCE = 100

/** Every table of the house but the migrator's own, by name. */
export async function tableNames(handle: Handle): Promise<string[]> {
  const tables = await handle.of().introspection.getTables()
  return tables
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('kysely_'))
    .sort()
}

/** All rows, some at a time; call it inside a transaction, or rows may move between two readings. */
export async function* readRows(handle: Handle, table: string): AsyncGenerator<Row[]> {
  const db = handle.of() as Kysely<unknown>
  const tables = await db.introspection.getTables()
  const key = tables.find(({ name }) => name === table)?.columns.map(({ name }) => name) ?? []
  const order = sql.ref(key.includes('id') ? 'id' : (key[0] ?? 'id'))
  for (let at = 0; ; at += PAGE) {
    const { rows } =
      await sql<Row>`select * from ${sql.table(table)} order by ${order} limit ${PAGE} offset ${at}`.execute(db)
    if (rows.length > 0) yield rows
    if (rows.length < PAGE) return
  }
}

export async function writeRows(handle: Handle, table: string, rows: Row[]): Promise<void> {
  const db = handle.of<Record<string, Row>>()
  for (let at = 0; at < rows.length; at += AT_ONCE)
    await db
      .insertInto(table)
      .values(rows.slice(at, at + AT_ONCE))
      .execute()
}

/** Adds up rows one by one, in whatever order they come. */
export function createFingerprint() {
  const hashes: string[] = []
  return {
    add(row: Row) {
      const sorted = Object.entries(row).sort(([left], [right]) => (left < right ? -1 : 1))
      hashes.push(createHash('sha256').update(JSON.stringify(sorted)).digest('hex'))
    },
    end: (): Fingerprint => ({
      count: hashes.length,
      hash: createHash('sha256').update(hashes.sort().join()).digest('hex'),
    }),
  }
}

export async function fingerprintOf(handle: Handle, table: string): Promise<Fingerprint> {
  const fingerprint = createFingerprint()
  for await (const rows of readRows(handle, table)) for (const row of rows) fingerprint.add(row)
  return fingerprint.end()
}

/** Sees the database as it is at this moment until the transaction ends, whoever writes meanwhile. */
export async function holdStill(handle: Handle, kind: 'sqlite' | 'postgres'): Promise<void> {
  if (kind === 'postgres') await sql`set transaction isolation level repeatable read`.execute(handle.of())
}
