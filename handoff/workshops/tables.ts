import { owned, required, time } from '../../store/columns.ts'
import type { Migrations } from '../../store/migrate.ts'

export interface WorkshopsTable {
  id: string
  network_id: string
  title: string
  place: string
  commune: string
  starts_at: number
  seats: number
}

export interface SignUpsTable {
  id: string
  network_id: string
  workshop_id: string
  /** the talk that signed up: no name is asked for */
  conversation_id: string
}

export interface WorkshopTables {
  workshops: WorkshopsTable
  sign_ups: SignUpsTable
}

export const workshopMigrations: Migrations = {
  '0009-workshops': {
    async up(db) {
      await owned(db.schema.createTable('workshops'))
        .addColumn('title', 'text', required)
        .addColumn('place', 'text', required)
        .addColumn('commune', 'text', required)
        .addColumn('starts_at', time, required)
        .addColumn('seats', 'integer', required)
        .execute()
      await owned(db.schema.createTable('sign_ups'))
        .addColumn('workshop_id', 'text', required)
        .addColumn('conversation_id', 'text', required)
        .addUniqueConstraint('sign_ups_once', ['workshop_id', 'conversation_id'])
        .execute()
    },
  },
}
