import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Handle } from '../../store/store.ts'
import { type Account, accountOf } from './accounts.ts'
import type { PeopleTables, Role } from './tables.ts'

export interface Session {
  account: Account
  csrf: string
}

/** A working day; then the password again. */
const SESSION_MS = 12 * 3_600_000
const INVITATION_MS = 48 * 3_600_000

const hash = (token: string) => createHash('sha256').update(token).digest('base64url')

/** Returns the cookie's value, kept nowhere. */
export async function openSession(handle: Handle, account: Account, now: number): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const csrf = randomBytes(24).toString('base64url')
  const db = handle.of<PeopleTables>()
  await db.deleteFrom('sessions').where('expires_at', '<', now).execute()
  await db
    .insertInto('sessions')
    .values({
      id: hash(token),
      network_id: account.networkId,
      account_id: account.id,
      csrf,
      expires_at: now + SESSION_MS,
    })
    .execute()
  return token
}

export async function readSession(handle: Handle, token: string, now: number): Promise<Session | null> {
  const row = await handle
    .of<PeopleTables>()
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.id', 'sessions.account_id')
    .selectAll('accounts')
    .select(['sessions.csrf', 'sessions.expires_at'])
    .where('sessions.id', '=', hash(token))
    .executeTakeFirst()
  return row && row.expires_at > now && row.disabled === 0 ? { account: accountOf(row), csrf: row.csrf } : null
}

export async function closeSession(handle: Handle, token: string): Promise<void> {
  await handle.of<PeopleTables>().deleteFrom('sessions').where('id', '=', hash(token)).execute()
}

/** Compared in constant time; a form without it changes nothing. */
export function csrfMatches(session: Session, given: unknown): boolean {
  if (typeof given !== 'string' || given.length !== session.csrf.length) return false
  return timingSafeEqual(Buffer.from(given), Buffer.from(session.csrf))
}

/** A link that makes one account, once, within two days. Returns the secret part of the link. */
export async function inviteAccount(handle: Handle, networkId: string, role: Role, now: number): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  await handle
    .of<PeopleTables>()
    .insertInto('invitations')
    .values({ id: hash(token), network_id: networkId, role, expires_at: now + INVITATION_MS, used_at: null })
    .execute()
  return token
}

export async function readInvitation(
  handle: Handle,
  token: string,
  now: number,
): Promise<{ networkId: string; role: Role } | null> {
  const row = await handle
    .of<PeopleTables>()
    .selectFrom('invitations')
    .selectAll()
    .where('id', '=', hash(token))
    .executeTakeFirst()
  return row && row.used_at === null && row.expires_at > now ? { networkId: row.network_id, role: row.role } : null
}

/** True once only. */
export async function spendInvitation(handle: Handle, token: string, now: number): Promise<boolean> {
  const spent = await handle
    .of<PeopleTables>()
    .updateTable('invitations')
    .set({ used_at: now })
    .where('id', '=', hash(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return Number(spent.numUpdatedRows) === 1
}

export async function hasAccounts(handle: Handle, networkId: string): Promise<boolean> {
  const some = await handle
    .of<PeopleTables>()
    .selectFrom('accounts')
    .select('id')
    .where('network_id', '=', networkId)
    .limit(1)
    .executeTakeFirst()
  return some !== undefined
}
