import type { Handle } from '../store/store.ts'
import { ON_DUTY_MS, readRoster } from './roster.ts'
import type { HandoffTables } from './tables.ts'

/** Who is there now, what they speak beside French, and how many wait, as a turn may know it. */
export async function readDesk(
  handle: Handle,
  networkId: string,
  now: number,
  timeZone: string,
): Promise<{ onDuty: number; languages: string[]; waiting: number }> {
  const roster = await readRoster(handle, networkId, now, timeZone)
  const open = await handle
    .of<HandoffTables>()
    .selectFrom('tickets')
    .select(({ fn }) => fn.countAll().as('many'))
    .where('network_id', '=', networkId)
    .where('status', '=', 'open')
    .executeTakeFirstOrThrow()
  const languages = [...new Set(roster.flatMap(({ profile }) => profile.languages))]
  return { onDuty: roster.length, languages, waiting: Number(open.many) }
}

/** Going on duty, and each sign of life after. */
export async function signOnDuty(handle: Handle, networkId: string, accountId: string, now: number): Promise<void> {
  await handle
    .of<HandoffTables>()
    .insertInto('duty')
    .values({ account_id: accountId, network_id: networkId, since: now, seen_at: now })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ seen_at: now }))
    .execute()
}

/** A sign of life changes nothing for who is off duty. */
export async function keepOnDuty(handle: Handle, accountId: string, now: number): Promise<void> {
  await handle
    .of<HandoffTables>()
    .updateTable('duty')
    .set({ seen_at: now })
    .where('account_id', '=', accountId)
    .execute()
}

export async function signOffDuty(handle: Handle, accountId: string): Promise<void> {
  await handle.of<HandoffTables>().deleteFrom('duty').where('account_id', '=', accountId).execute()
}

export async function isOnDuty(handle: Handle, accountId: string, now: number): Promise<boolean> {
  const row = await handle
    .of<HandoffTables>()
    .selectFrom('duty')
    .select('seen_at')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row !== undefined && row.seen_at > now - ON_DUTY_MS
}

export interface Alert {
  id: string
  kind: string
  type: string
  raisedAt: number
}

/** Dangers and same-day needs nobody has looked at yet: the kind, never the words. */
export async function readAlerts(handle: Handle, networkId: string): Promise<Alert[]> {
  const rows = await handle
    .of<HandoffTables>()
    .selectFrom('alerts')
    .selectAll()
    .where('network_id', '=', networkId)
    .where('seen_by', 'is', null)
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  return rows.map((row) => ({ id: row.id, kind: row.kind, type: row.type, raisedAt: row.raised_at }))
}

export async function markAlertSeen(handle: Handle, networkId: string, id: string, accountId: string): Promise<void> {
  await handle
    .of<HandoffTables>()
    .updateTable('alerts')
    .set({ seen_by: accountId })
    .where('network_id', '=', networkId)
    .where('id', '=', id)
    .execute()
}
