import { join } from 'node:path'
import { alertMigrations } from '../handoff/alerts/tables.ts'
import { handoffMigrations } from '../handoff/tables.ts'
import { workshopMigrations } from '../handoff/workshops/tables.ts'
import { knowledgeMigrations } from '../knowledge-base/tables.ts'
import { hearingMigrations } from '../messaging/hearing-tables.ts'
import { relayMigrations } from '../messaging/relay/relay-tables.ts'
import { messagingMigrations } from '../messaging/tables.ts'
import { peopleMigrations } from '../network/people/tables.ts'
import { openNetworkRows } from '../network/settings/open-network-rows.ts'
import {
  type NetworkSettingsStore,
  openNetworkSettings,
  readNetworkFiles,
} from '../network/settings/open-network-settings.ts'
import { networkSettingsMigrations } from '../network/settings/tables.ts'
import { keyCheckMigrations, requireSameKey } from '../store/check-key.ts'
import { makeFolder } from '../store/make-folder.ts'
import { migrate } from '../store/migrate.ts'
import { openSqlite } from '../store/open-sqlite.ts'
import { PasserelleError } from '../store/passerelle-error.ts'
import { createSecretBox, readOrCreateKey, type SecretBox } from '../store/secret-box.ts'
import type { Store } from '../store/store.ts'
import { needsMigrations } from '../unmet-needs/tables.ts'
import type { Config } from './config.ts'
import { importOptional } from './import-optional.ts'

/** Every room's; they run in the order of their names. */
export const migrations = {
  ...messagingMigrations,
  ...hearingMigrations,
  ...relayMigrations,
  ...knowledgeMigrations,
  ...handoffMigrations,
  ...alertMigrations,
  ...needsMigrations,
  ...peopleMigrations,
  ...networkSettingsMigrations,
  ...workshopMigrations,
  ...keyCheckMigrations,
}

export type Report = (problem: { code: string; error: unknown }) => void

/** What is kept: the database, the key to its addresses, the networks' documents. */
export interface Database {
  store: Store
  box: SecretBox
  settings: NetworkSettingsStore
  close(): Promise<void>
}

/** Opens it and brings it up to date. A key that is not the database's stops everything before anything is written. */
export async function openDatabase(config: Config, report: Report): Promise<Database> {
  makeDataFolder(config.dataDir)
  const box = createSecretBox(config.secretKey ?? readOrCreateKey(keyPath(config)))
  const store = await openStore(config, report)
  try {
    await migrate(store, migrations)
    await requireSameKey(store, box)
    const settings = await openSettings(config, store, report)
    requireNetwork(config, settings)
    return {
      store,
      box,
      settings,
      async close() {
        settings.stop()
        await store.close()
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}

export const keyPath = ({ dataDir }: Config) => join(dataDir, 'secret.key')
export const networksFolder = ({ dataDir }: Config) => join(dataDir, 'networks')
export const sqlitePath = ({ dataDir }: Config) => join(dataDir, 'passerelle.db')

/** PostgreSQL when there is a DATABASE_URL, else the file in the data folder. */
export async function openStore(config: Config, report: Report): Promise<Store> {
  if (!config.databaseUrl) return openSqlite(sqlitePath(config))
  const { openPostgres } = await importOptional(() => import('../store/open-postgres.ts'), 'DATABASE_URL')
  return openPostgres(config.databaseUrl, report)
}

/** Files beside a file, rows in a shared database (which takes over the files it finds at its first start). */
async function openSettings(config: Config, store: Store, report: Report): Promise<NetworkSettingsStore> {
  const folder = networksFolder(config)
  if (store.kind === 'sqlite') return openFiles(folder, config.networkId)
  return openNetworkRows({ store, defaultId: config.networkId, files: () => readNetworkFiles(folder), report })
}

function openFiles(folder: string, networkId: string): NetworkSettingsStore {
  try {
    return openNetworkSettings(folder, networkId)
  } catch (cause) {
    throw new PasserelleError(
      'network.cannot-write',
      `Cannot read or write in ${folder}: is it writable, is the disk full?`,
      { cause },
    )
  }
}

/** A network file somebody broke is served from its last good copy; without one nobody can be answered, so nothing starts. */
function requireNetwork({ networkId, dataDir }: Config, settings: NetworkSettingsStore): void {
  if (settings.get(networkId)) return
  throw new PasserelleError(
    'network.no-settings',
    settings.problem ??
      `There is no network ${networkId} in ${dataDir}: set NETWORK to one of ${settings
        .list()
        .map(({ id }) => id)
        .join(', ')}.`,
  )
}

function makeDataFolder(path: string) {
  try {
    makeFolder(join(path, 'networks'))
  } catch (cause) {
    throw new PasserelleError(
      'data.cannot-write',
      `Cannot write in the data folder ${path}: give its owner the right to write, or set DATA_DIR to another folder.`,
      { cause },
    )
  }
}
