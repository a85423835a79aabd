import type { Audible } from '../bot/activity.ts'
import { owned, required, time, zero } from '../store/columns.ts'
import type { Migrations } from '../store/migrate.ts'

/** One voice note to be listened to, or the photos of a conversation to be read; gone once it is done, or with an erasure. */
export interface HearingsTable {
  /** of a voice note, the line of the transcript it came with */
  id: string
  network_id: string
  conversation_id: string
  media: Audible
  /** begun so many times: one that stops the whole program is not tried for ever */
  attempts: number
  due_at: number
  claimed_by: string
  claimed_until: number
}

export interface HearingTables {
  hearings: HearingsTable
}

export const hearingMigrations: Migrations = {
  '0015-hearings': {
    async up(db) {
      await owned(db.schema.createTable('hearings'))
        .addColumn('conversation_id', 'text', required)
        .addColumn('media', 'text', required)
        .addColumn('attempts', 'integer', zero)
        .addColumn('due_at', time, required)
        .addColumn('claimed_by', 'text', (column) => column.notNull().defaultTo(''))
        .addColumn('claimed_until', time, zero)
        .execute()
      await db.schema.createIndex('hearings_due').on('hearings').column('due_at').execute()
      await db.schema.createIndex('hearings_conversation').on('hearings').column('conversation_id').execute()
    },
  },
}
