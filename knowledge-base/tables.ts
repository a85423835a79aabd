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

/** Wordings of people attached to a topic by a curator, masked; the matcher learns them. */
export interface PhrasesTable {
  id: string
  network_id: string
  topic: string
  text: string
  added_by: string
  added_at: number
}

/** One row a network: how the last training on its phrases went. */
export interface TrainingsTable {
  id: string
  network_id: string
  inputs: string
  outcome: 'learnt' | 'refused' | 'failed'
  /** when it was refused: what fell under its floor, as JSON */
  shortfall: string | null
  finished_at: number
}

export interface KnowledgeTables {
  flashes: FlashesTable
  phrases: PhrasesTable
  trainings: TrainingsTable
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
  '0014-phrases': {
    async up(db) {
      await owned(db.schema.createTable('phrases'))
        .addColumn('topic', 'text', required)
        .addColumn('text', 'text', required)
        .addColumn('added_by', 'text', required)
        .addColumn('added_at', time, required)
        .execute()
      await owned(db.schema.createTable('trainings'))
        .addColumn('inputs', 'text', required)
        .addColumn('outcome', 'text', required)
        .addColumn('shortfall', json)
        .addColumn('finished_at', time, required)
        .execute()
    },
  },
}
