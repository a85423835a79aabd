import { owned, required, time, zero } from '../../store/columns.ts'
import type { Migrations } from '../../store/migrate.ts'

/** Something mediators should hear of: a ticket that waits (`ticket_id`), a danger (`alert_id`, the row of « alerts »). Gone once it is over. */
export interface AlertCallsTable {
  id: string
  network_id: string
  kind: 'waiting' | 'danger' | 'priority'
  ticket_id: string | null
  alert_id: string | null
  raised_at: number
  due_at: number
  claimed_by: string
  claimed_until: number
}

/** Where one mediator (or, without account, a whole group) is told: sealed, and only because they asked for it. */
export interface AlertAddressesTable {
  id: string
  network_id: string
  account_id: string
  way: 'web-push' | 'e-mail' | 'telegram-group'
  sealed: string
  /** keyed hash: the same telephone asked for twice is one */
  hash: string
  created_at: number
  last_sent_at: number
  attempts: number
  /** why the last message did not arrive; null = it did */
  error: string | null
  due_at: number
  claimed_by: string
  claimed_until: number
}

/** One call, one address: told once. `told_at` 0: to be told. */
export interface AlertTellingsTable {
  /** both ids, joined: told once is told */
  id: string
  network_id: string
  call_id: string
  address_id: string
  told_at: number
}

export interface AlertTables {
  alert_calls: AlertCallsTable
  alert_addresses: AlertAddressesTable
  alert_tellings: AlertTellingsTable
}

export const alertMigrations: Migrations = {
  '0017-alerts-from-afar': {
    async up(db) {
      await owned(db.schema.createTable('alert_calls'))
        .addColumn('kind', 'text', required)
        .addColumn('ticket_id', 'text')
        .addColumn('alert_id', 'text')
        .addColumn('raised_at', time, required)
        .addColumn('due_at', time, required)
        .addColumn('claimed_by', 'text', (column) => column.notNull().defaultTo(''))
        .addColumn('claimed_until', time, zero)
        .execute()
      await db.schema.createIndex('alert_calls_due').on('alert_calls').column('due_at').execute()
      await owned(db.schema.createTable('alert_addresses'))
        .addColumn('account_id', 'text', required)
        .addColumn('way', 'text', required)
        .addColumn('sealed', 'text', required)
        .addColumn('hash', 'text', required)
        .addColumn('created_at', time, required)
        .addColumn('last_sent_at', time, zero)
        .addColumn('attempts', 'integer', zero)
        .addColumn('error', 'text')
        .addColumn('due_at', time, required)
        .addColumn('claimed_by', 'text', (column) => column.notNull().defaultTo(''))
        .addColumn('claimed_until', time, zero)
        .addUniqueConstraint('alert_addresses_once', ['network_id', 'account_id', 'hash'])
        .execute()
      await db.schema.createIndex('alert_addresses_due').on('alert_addresses').column('due_at').execute()
      await owned(db.schema.createTable('alert_tellings'))
        .addColumn('call_id', 'text', required)
        .addColumn('address_id', 'text', required)
        .addColumn('told_at', time, zero)
        .execute()
      await db.schema.createIndex('alert_tellings_call').on('alert_tellings').column('call_id').execute()
      await db.schema.createIndex('alert_tellings_address').on('alert_tellings').column('address_id').execute()
    },
  },
}
