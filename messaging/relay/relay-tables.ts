import { owned, required, time } from '../../store/columns.ts'
import type { Migrations } from '../../store/migrate.ts'

/** A conversation may go on elsewhere with the code of this row (relay-code.ts); gone once used, replaced or erased. */
export interface RelayCodesTable {
  id: string
  network_id: string
  conversation_id: string
  expires_at: number
}

/** A code that was none: who tried (keyed hash of a person, or an account), so that nobody tries them all. */
export interface RelayGuessesTable {
  id: string
  network_id: string
  guesser: string
  at: number
}

export interface RelayTables {
  relay_codes: RelayCodesTable
  relay_guesses: RelayGuessesTable
}

export const relayMigrations: Migrations = {
  '0016-relay': {
    async up(db) {
      await owned(db.schema.createTable('relay_codes'))
        .addColumn('conversation_id', 'text', (column) => column.notNull().unique())
        .addColumn('expires_at', time, required)
        .execute()
      await owned(db.schema.createTable('relay_guesses'))
        .addColumn('guesser', 'text', required)
        .addColumn('at', time, required)
        .execute()
      await db.schema.createIndex('relay_guesses_at').on('relay_guesses').columns(['network_id', 'at']).execute()
    },
  },
}
