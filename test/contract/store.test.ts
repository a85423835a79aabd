import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { openPostgres } from '../../store/open-postgres.ts'
import { openSqlite } from '../../store/open-sqlite.ts'
import { type Announcement, type Store, TOPICS } from '../../store/store.ts'
import { createFreshDatabase, noServer } from '../fresh-database.ts'
import { announceUntil, type StoreUnderTest, storeContract } from './store.contract.ts'

describe('SQLite', () => {
  storeContract(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-store-'))
    // one file, one process: every caller shares the store
    const store = openSqlite(join(folder, 'passerelle.db'))
    return {
      open: async () => store,
      async close() {
        await store.close()
        rmSync(folder, { recursive: true })
      },
    }
  })
})

async function freshPostgres(): Promise<StoreUnderTest & { administer: (statement: string) => Promise<void> }> {
  const database = await createFreshDatabase()
  const opened: Store[] = []
  return {
    administer: database.administer,
    async open() {
      const store = await openPostgres(database.url, () => {})
      opened.push(store)
      return store
    },
    async close() {
      await Promise.all(opened.map((store) => store.close()))
      await database.drop()
    },
  }
}

describe.skipIf(noServer)(`PostgreSQL${noServer ? ` (${noServer})` : ''}`, () => {
  storeContract(freshPostgres)

  it('listens again by itself after the server cut every connection', async () => {
    const database = await freshPostgres()
    const [speaker, listener] = [await database.open(), await database.open()]
    const heard: Announcement[] = []
    listener.listen((announcement) => heard.push(announcement))
    await announceUntil(speaker, 'before', () => heard.some(({ id }) => id === 'before'))
    await cutConnections(database, speaker)
    await announceUntil(speaker, 'after', () => heard.some(({ id }) => id === 'after'))
    await database.close()
  })

  it('says that there may be news once it listens again, for what was announced meanwhile', async () => {
    const database = await freshPostgres()
    const [speaker, listener] = [await database.open(), await database.open()]
    const heard: Announcement[] = []
    await sleep(200)
    listener.listen((announcement) => heard.push(announcement))
    await cutConnections(database, speaker)
    for (let tries = 0; tries < 200 && heard.length < TOPICS.length; tries++) await sleep(50)
    expect(heard.map(({ topic }) => topic)).toEqual(expect.arrayContaining([...TOPICS]))
    await database.close()
  })

  it('survives a connection cut in the middle of a transaction: the work is refused, the next one goes through', async () => {
    const database = await freshPostgres()
    const store = await database.open()
    const cut = store.transaction(async (handle) => {
      await sql`create table half_done (id integer)`.execute(handle.of())
      await cutConnections(database, store)
      await sleep(100)
      await sql`insert into half_done values (1)`.execute(handle.of())
    })
    await expect(cut).rejects.toThrow()
    await store.transaction((handle) => sql`create table half_done (id integer)`.execute(handle.of()))
    await database.close()
  })
})

async function cutConnections(database: { administer: (statement: string) => Promise<void> }, store: Store) {
  const name = await sql<{ name: string }>`select current_database() as name`.execute(store.of())
  await database.administer(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name.rows[0]?.name}'`,
  )
}
