import { flag, json, owned, required, time, zero } from '../store/columns.ts'
import type { Migrations } from '../store/migrate.ts'

export type TicketStatus = 'open' | 'claimed' | 'closed' | 'expired'

export interface TicketsTable {
  id: string
  network_id: string
  conversation_id: string
  status: TicketStatus
  topic: string | null
  reason: string
  /** the language the person writes in: it is offered first to who speaks it */
  language: string
  priority: number
  code_insee: string | null
  commune: string | null
  departement: string | null
  opened_at: number
  promised_at: number | null
  claimed_by: string | null
  claimed_at: number | null
  closed_at: number | null
  outcome: string | null
  /** when the person last wrote, for « unread » */
  person_wrote_at: number
  /** when the mediator last wrote or looked */
  seen_at: number
}

export interface DutyTable {
  account_id: string
  network_id: string
  since: number
  /** a mediator whose page has been silent for a while is not on duty any more */
  seen_at: number
}

/** What each mediator says of themselves, as JSON (`mediator-profile.ts`). */
export interface MediatorProfilesTable {
  account_id: string
  network_id: string
  profile: string
}

export interface AlertsTable {
  id: string
  network_id: string
  kind: string
  type: string
  conversation_id: string | null
  raised_at: number
  seen_by: string | null
}

export interface HandoffTables {
  tickets: TicketsTable
  duty: DutyTable
  alerts: AlertsTable
  mediator_profiles: MediatorProfilesTable
}

export const handoffMigrations: Migrations = {
  '0003-handoff': {
    async up(db) {
      await owned(db.schema.createTable('tickets'))
        .addColumn('conversation_id', 'text', required)
        .addColumn('status', 'text', required)
        .addColumn('topic', 'text')
        .addColumn('reason', 'text', required)
        .addColumn('priority', flag, zero)
        .addColumn('code_insee', 'text')
        .addColumn('commune', 'text')
        .addColumn('departement', 'text')
        .addColumn('opened_at', time, required)
        .addColumn('promised_at', time)
        .addColumn('claimed_by', 'text')
        .addColumn('claimed_at', time)
        .addColumn('closed_at', time)
        .addColumn('outcome', 'text')
        .addColumn('person_wrote_at', time, required)
        .addColumn('seen_at', time, zero)
        .execute()
      await db.schema
        .createIndex('tickets_queue')
        .on('tickets')
        .columns(['network_id', 'status', 'opened_at'])
        .execute()
      await db.schema.createIndex('tickets_conversation').on('tickets').columns(['conversation_id', 'status']).execute()
      await db.schema
        .createTable('duty')
        .addColumn('account_id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('network_id', 'text', required)
        .addColumn('since', time, required)
        .addColumn('seen_at', time, required)
        .execute()
      await owned(db.schema.createTable('alerts'))
        .addColumn('kind', 'text', required)
        .addColumn('type', 'text', required)
        .addColumn('conversation_id', 'text')
        .addColumn('raised_at', time, required)
        .addColumn('seen_by', 'text')
        .execute()
    },
  },
  '0011-routing': {
    async up(db) {
      await db.schema
        .alterTable('tickets')
        .addColumn('language', 'text', (column) => column.notNull().defaultTo('fr'))
        .execute()
      await db.schema
        .createTable('mediator_profiles')
        .addColumn('account_id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('network_id', 'text', required)
        .addColumn('profile', json, required)
        .execute()
    },
  },
}
