import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import { openNetworkRows } from '../../network/settings/open-network-rows.ts'
import { type NetworkSettingsStore, openNetworkSettings } from '../../network/settings/open-network-settings.ts'
import { type NetworkSettingsTables, networkSettingsMigrations } from '../../network/settings/tables.ts'
import { migrate } from '../../store/migrate.ts'
import { openPostgres } from '../../store/open-postgres.ts'
import { openSqlite } from '../../store/open-sqlite.ts'
import type { Store } from '../../store/store.ts'
import { createFreshDatabase, noServer } from '../fresh-database.ts'
import { networkSettingsContract, type SettingsUnderTest } from './network-settings.contract.ts'

describe('files', () => {
  networkSettingsContract(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-networks-'))
    return {
      open: async () => openNetworkSettings(folder),
      write: async (id, text) => writeFileSync(join(folder, `${id}.json`), text),
      close: async () => rmSync(folder, { recursive: true }),
    }
  })
})

/** Each reader has a store of its own when `open` makes one: a process apart. */
function rows(openStore: () => Promise<Store>, remove: () => Promise<void>): SettingsUnderTest {
  const stores: Store[] = []
  const readers: NetworkSettingsStore[] = []
  return {
    async open() {
      const store = await openStore()
      stores.push(store)
      await migrate(store, networkSettingsMigrations)
      const settings = await openNetworkRows({ store })
      readers.push(settings)
      return settings
    },
    async write(id, document) {
      await stores[0]
        ?.of<NetworkSettingsTables>()
        .updateTable('network_documents')
        .set({ document })
        .where('id', '=', id)
        .execute()
    },
    async close() {
      for (const reader of readers) reader.stop()
      for (const store of new Set(stores)) await store.close()
      await remove()
    },
  }
}

describe('rows in SQLite', () => {
  networkSettingsContract(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-networks-'))
    const store = openSqlite(join(folder, 'passerelle.db'))
    return rows(
      async () => store,
      async () => rmSync(folder, { recursive: true }),
    )
  })
})

describe.skipIf(noServer)(`rows in PostgreSQL${noServer ? ` (${noServer})` : ''}`, () => {
  networkSettingsContract(async () => {
    const database = await createFreshDatabase()
    return rows(() => openPostgres(database.url, () => {}), database.drop)
  })
})
