import { newId } from '../../store/new-id.ts'
import type { Handle } from '../../store/store.ts'
import { hashPassword, passwordMatches } from './passwords.ts'
import type { AccountsTable, PeopleTables, Role } from './tables.ts'

export interface Account {
  id: string
  networkId: string
  login: string
  firstName: string
  role: Role
  disabled: boolean
}

export interface NewAccount {
  networkId: string
  login: string
  firstName: string
  role: Role
  password: string
}

/** null when the login is taken. */
export async function createAccount(handle: Handle, account: NewAccount, now: number): Promise<Account | null> {
  const row: AccountsTable = {
    id: newId(now),
    network_id: account.networkId,
    login: account.login.trim().toLowerCase(),
    first_name: account.firstName.trim(),
    role: account.role,
    password_hash: await hashPassword(account.password),
    created_at: now,
    disabled: 0,
    failures: 0,
    locked_until: 0,
  }
  const stored = await handle
    .of<PeopleTables>()
    .insertInto('accounts')
    .values(row)
    .onConflict((conflict) => conflict.column('login').doNothing())
    .executeTakeFirst()
  return Number(stored.numInsertedOrUpdatedRows ?? 0) === 1 ? accountOf(row) : null
}

export type LoginAnswer = { kind: 'ok'; account: Account } | { kind: 'wrong' } | { kind: 'locked'; until: number }

/** Five wrong passwords lock the account for a quarter of an hour. */
const MOST_FAILURES = 5
const LOCKED_MS = 15 * 60_000
/** compared when the login does not exist, so that the time taken does not tell */
const nobody = hashPassword('personne-na-ce-mot-de-passe')

export async function logIn(handle: Handle, login: string, password: string, now: number): Promise<LoginAnswer> {
  const db = handle.of<PeopleTables>()
  const row = await db
    .selectFrom('accounts')
    .selectAll()
    .where('login', '=', login.trim().toLowerCase())
    .executeTakeFirst()
  if (row && row.locked_until > now) return { kind: 'locked', until: row.locked_until }
  const matches = await passwordMatches(password, row?.password_hash ?? (await nobody))
  if (row && matches && row.disabled === 0) {
    await db.updateTable('accounts').set({ failures: 0, locked_until: 0 }).where('id', '=', row.id).execute()
    return { kind: 'ok', account: accountOf(row) }
  }
  if (!row) return { kind: 'wrong' }
  // counted by the database, so that guesses made side by side all count
  const counted = await db
    .updateTable('accounts')
    .set((update) => ({ failures: update('failures', '+', 1) }))
    .where('id', '=', row.id)
    .returning('failures')
    .executeTakeFirstOrThrow()
  if (counted.failures < MOST_FAILURES) return { kind: 'wrong' }
  await db
    .updateTable('accounts')
    .set({ failures: 0, locked_until: now + LOCKED_MS })
    .where('id', '=', row.id)
    .execute()
  return { kind: 'locked', until: now + LOCKED_MS }
}

export async function listAccounts(handle: Handle, networkId: string): Promise<Account[]> {
  const rows = await handle
    .of<PeopleTables>()
    .selectFrom('accounts')
    .selectAll()
    .where('network_id', '=', networkId)
    .orderBy('first_name')
    .execute()
  return rows.map(accountOf)
}

/** A disabled account loses its sessions at once. */
export async function disableAccount(handle: Handle, networkId: string, id: string): Promise<void> {
  const db = handle.of<PeopleTables>()
  await db
    .updateTable('accounts')
    .set({ disabled: 1 })
    .where('network_id', '=', networkId)
    .where('id', '=', id)
    .execute()
  await db.deleteFrom('sessions').where('account_id', '=', id).execute()
}

export function accountOf(row: AccountsTable): Account {
  return {
    id: row.id,
    networkId: row.network_id,
    login: row.login,
    firstName: row.first_name,
    role: row.role,
    disabled: row.disabled === 1,
  }
}
