import { json, owned, required, time } from '../../store/columns.ts'
import type { Migrations } from '../../store/migrate.ts'

/** The networks' documents where several processes share one database; alone on a file database they stay files. */
export interface NetworkDocumentsTable {
  id: string
  network_id: string
  /** goes up by one at each write; a write made from an older one is refused, and made again */
  version: number
  document: string
  /** the last one that could be used: somebody may write in this table by hand */
  last_good: string
  updated_at: number
}

export interface NetworkSettingsTables {
  network_documents: NetworkDocumentsTable
}

export const networkSettingsMigrations: Migrations = {
  '0007-network-documents': {
    async up(db) {
      await owned(db.schema.createTable('network_documents'))
        .addColumn('version', 'integer', required)
        .addColumn('document', json, required)
        .addColumn('last_good', json, required)
        .addColumn('updated_at', time, required)
        .execute()
    },
  },
}
