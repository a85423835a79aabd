import { flag, owned, required, time, zero } from '../../store/columns.ts'
import type { Migrations } from '../../store/migrate.ts'

/** mediator: answers people; lead: also sees needs and figures; curator: writes answers; admin: makes accounts. */
export type Role = 'mediator' | 'lead' | 'curator' | 'admin'

export interface AccountsTable {
  id: string
  network_id: string
  login: string
  first_name: string
  role: Role
  password_hash: string
  created_at: number
  disabled: number
  failures: number
  locked_until: number
}

export interface SessionsTable {
  /** hash of the cookie: the database alone opens no session */
  id: string
  network_id: string
  account_id: string
  csrf: string
  expires_at: number
}

export interface InvitationsTable {
  id: string
  network_id: string
  role: Role
  expires_at: number
  used_at: number | null
}

export interface PeopleTables {
  accounts: AccountsTable
  sessions: SessionsTable
  invitations: InvitationsTable
}

export const peopleMigrations: Migrations = {
  '0005-people': {
    async up(db) {
      await owned(db.schema.createTable('accounts'))
        .addColumn('login', 'text', (column) => column.notNull().unique())
        .addColumn('first_name', 'text', required)
        .addColumn('role', 'text', required)
        .addColumn('password_hash', 'text', required)
        .addColumn('created_at', time, required)
        .addColumn('disabled', flag, zero)
        .addColumn('failures', 'integer', zero)
        .addColumn('locked_until', time, zero)
        .execute()
      await owned(db.schema.createTable('sessions'))
        .addColumn('account_id', 'text', required)
        .addColumn('csrf', 'text', required)
        .addColumn('expires_at', time, required)
        .execute()
      await owned(db.schema.createTable('invitations'))
        .addColumn('role', 'text', required)
        .addColumn('expires_at', time, required)
        .addColumn('used_at', time)
        .execute()
    },
  },
}
