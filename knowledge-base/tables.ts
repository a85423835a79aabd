import { json, owned, required, time } from '../store/columns.ts'
import type { Migrations } from '../store/migrate.ts'

export interface FlashesTable {
  id: string
  network_id: string
  title: string
  text: string
  source: string
  keywords: string
  published_by: string
  published_at: number
  expires_at: number
  /** set when a lead has looked at it after it expired */
  reviewed_at: number | null
}

export interface KnowledgeTables {
  flashes: FlashesTable
}

export const knowledgeMigrations: Migrations = {
  '0002-knowledge': {
    async up(db) {
      await owned(db.schema.createTable('flashes'))
        .addColumn('title', 'text', required)
        .addColumn('text', 'text', required)
        .addColumn('source', 'text', required)
        .addColumn('keywords', json, required)
        .addColumn('published_by', 'text', required)
        .addColumn('published_at', time, required)
        .addColumn('expires_at', time, required)
        .addColumn('reviewed_at', time)
        .execute()
    },
  },
}
