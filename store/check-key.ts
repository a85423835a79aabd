import { owned, required } from './columns.ts'
import type { Migrations } from './migrate.ts'
import { PasserelleError } from './passerelle-error.ts'
import type { SecretBox } from './secret-box.ts'
import type { Store } from './store.ts'

interface KeyCheckTables {
  key_check: { id: string; network_id: string; hash: string }
}

const ID = 'key'

export const keyCheckMigrations: Migrations = {
  '0010-key-check': {
    async up(db) {
      await owned(db.schema.createTable('key_check')).addColumn('hash', 'text', required).execute()
    },
  },
}

export type KeyCheck = 'same' | 'first' | 'other'

/** Is this the key the database was written with? The hash kept there tells nothing of the key itself. */
export async function checkKey(store: Store, box: SecretBox): Promise<KeyCheck> {
  const row = await store
    .of<KeyCheckTables>()
    .selectFrom('key_check')
    .select('hash')
    .where('id', '=', ID)
    .executeTakeFirst()
  if (!row) return 'first'
  return row.hash === box.hash('key check') ? 'same' : 'other'
}

/** With another key nobody who is waiting could be answered, and everyone would seem new: better not to start. */
export async function requireSameKey(store: Store, box: SecretBox): Promise<void> {
  await store
    .of<KeyCheckTables>()
    .insertInto('key_check')
    .values({ id: ID, network_id: '', hash: box.hash('key check') })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  if ((await checkKey(store, box)) === 'same') return
  throw new PasserelleError(
    'store.other-key',
    'This database was written with another key: put back its secret.key in DATA_DIR, or its SECRET_KEY (the same for every process).',
  )
}
