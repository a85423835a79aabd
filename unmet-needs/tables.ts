import { owned, required } from '../store/columns.ts'
import type { Migrations } from '../store/migrate.ts'

export interface NeedsTable {
  /** random: an id that sorted by time would tell when */
  id: string
  network_id: string
  /** masked words, for the review; emptied after the month that follows */
  text: string
  topic: string | null
  reason: string
  code_insee: string | null
  commune: string | null
  departement: string | null
  /** « 2026-11 »: the month, never the day */
  month: string
  /** kept with the words and forgotten with them, so that « effacer » reaches them */
  conversation_id: string | null
  state: 'new' | 'content-planned' | 'workshop-planned' | 'closed'
}

export interface OutcomesTable {
  network_id: string
  month: string
  topic: string
  outcome: string
  /** 0 when no step is meant */
  step: number
  many: number
}

export interface DangersTable {
  network_id: string
  /** « 2026-11-22 »: only the kind and the day are kept */
  day: string
  type: string
  many: number
}

/** Ideas people agreed to leave; not needs, and without a territory. */
export interface IdeasTable {
  id: string
  network_id: string
  text: string
  month: string
}

/** How many cards prescribers asked for. */
export interface OrientationsTable {
  network_id: string
  month: string
  theme: string
  departement: string
  many: number
}

/** « Is it true that…? »: what is going round, by theme and territory; the words are not kept. */
export interface RumoursTable {
  /** random: an id that sorted by time would tell when */
  id: string
  network_id: string
  theme: string | null
  commune: string | null
  departement: string | null
  month: string
}

export interface NeedsTables {
  rumours: RumoursTable
  ideas: IdeasTable
  orientations: OrientationsTable
  needs: NeedsTable
  outcomes: OutcomesTable
  dangers: DangersTable
}

export const needsMigrations: Migrations = {
  '0004-unmet-needs': {
    async up(db) {
      await owned(db.schema.createTable('needs'))
        .addColumn('text', 'text', required)
        .addColumn('topic', 'text')
        .addColumn('reason', 'text', required)
        .addColumn('code_insee', 'text')
        .addColumn('commune', 'text')
        .addColumn('departement', 'text')
        .addColumn('month', 'text', required)
        .addColumn('conversation_id', 'text')
        .addColumn('state', 'text', required)
        .execute()
      await db.schema.createIndex('needs_month').on('needs').columns(['network_id', 'month']).execute()
      await db.schema
        .createTable('outcomes')
        .addColumn('network_id', 'text', required)
        .addColumn('month', 'text', required)
        .addColumn('topic', 'text', required)
        .addColumn('outcome', 'text', required)
        .addColumn('step', 'integer', required)
        .addColumn('many', 'integer', required)
        .addPrimaryKeyConstraint('outcomes_key', ['network_id', 'month', 'topic', 'outcome', 'step'])
        .execute()
      await db.schema
        .createTable('dangers')
        .addColumn('network_id', 'text', required)
        .addColumn('day', 'text', required)
        .addColumn('type', 'text', required)
        .addColumn('many', 'integer', required)
        .addPrimaryKeyConstraint('dangers_key', ['network_id', 'day', 'type'])
        .execute()
    },
  },
  '0008-ideas-and-orientations': {
    async up(db) {
      await owned(db.schema.createTable('ideas'))
        .addColumn('text', 'text', required)
        .addColumn('month', 'text', required)
        .execute()
      await db.schema
        .createTable('orientations')
        .addColumn('network_id', 'text', required)
        .addColumn('month', 'text', required)
        .addColumn('theme', 'text', required)
        .addColumn('departement', 'text', required)
        .addColumn('many', 'integer', required)
        .addPrimaryKeyConstraint('orientations_key', ['network_id', 'month', 'theme', 'departement'])
        .execute()
    },
  },
  '0013-rumours': {
    async up(db) {
      await owned(db.schema.createTable('rumours'))
        .addColumn('theme', 'text')
        .addColumn('commune', 'text')
        .addColumn('departement', 'text')
        .addColumn('month', 'text', required)
        .execute()
      await db.schema.createIndex('rumours_month').on('rumours').columns(['network_id', 'month']).execute()
    },
  },
}
