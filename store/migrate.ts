import { type Kysely, type Migration, Migrator } from 'kysely'
import { PasserelleError } from './passerelle-error.ts'
import type { Store } from './store.ts'

/** Each stateful room gives its own migrations; names start with a number, and that order is the order they run in. */
export type Migrations = Record<string, Migration>

export async function migrate(store: Store, migrations: Migrations): Promise<void> {
  const migrator = new Migrator({
    db: store.of() as Kysely<unknown>,
    provider: { getMigrations: async () => migrations },
  })
  const { error } = await migrator.migrateToLatest()
  if (!error) return
  throw new PasserelleError(
    'store.migration-failed',
    `The database could not be brought up to date (${error instanceof Error ? error.message : String(error)}). Nothing was changed; restore a backup or report this.`,
    { cause: error },
  )
}
