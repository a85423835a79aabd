import { type Handle, NEVER } from '../../store/store.ts'
import { nextTelling } from './choose-accounts.ts'
import type { AlertAddressesTable, AlertCallsTable, AlertTables } from './tables.ts'

/** Those of these accounts, and the groups, who have not been told of this call: noted, and due when each may be disturbed again. */
export async function noteTellings(
  handle: Handle,
  call: AlertCallsTable,
  { accounts, group, now }: { accounts: string[]; group: boolean; now: number },
): Promise<boolean> {
  const db = handle.of<AlertTables>()
  const told = group ? [...accounts, ''] : accounts
  if (told.length === 0) return false
  const addresses = await db
    .selectFrom('alert_addresses')
    .select(['id', 'last_sent_at', 'due_at'])
    .where('network_id', '=', call.network_id)
    .where('account_id', 'in', told)
    .orderBy('id')
    .execute()
  let noted = false
  for (const { id, last_sent_at, due_at } of addresses) {
    const key = { id: `${call.id}:${id}`, network_id: call.network_id }
    const isNew = await db
      .insertInto('alert_tellings')
      .values({ ...key, call_id: call.id, address_id: id, told_at: 0 })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst()
    if (Number(isNew.numInsertedOrUpdatedRows ?? 0) === 0) continue
    noted = true
    const due = Math.min(due_at, nextTelling(call.kind === 'danger', last_sent_at, now))
    await db.updateTable('alert_addresses').set({ due_at: due }).where('id', '=', id).execute()
  }
  return noted
}

export type DueCall = Pick<AlertCallsTable, 'id' | 'kind' | 'ticket_id' | 'alert_id' | 'raised_at' | 'network_id'>

/** What this address is still to be told of. */
export function callsToTell(handle: Handle, addressId: string): Promise<DueCall[]> {
  return handle
    .of<AlertTables>()
    .selectFrom('alert_tellings')
    .innerJoin('alert_calls', 'alert_calls.id', 'alert_tellings.call_id')
    .select(['alert_calls.id', 'kind', 'ticket_id', 'alert_id', 'raised_at', 'alert_calls.network_id'])
    .where('address_id', '=', addressId)
    .where('told_at', '=', 0)
    .orderBy('alert_calls.id')
    .execute()
}

/** The call is over: the ticket is taken, the alert seen. Nobody is told of it any more. */
export async function endCall(handle: Handle, id: string): Promise<void> {
  const db = handle.of<AlertTables>()
  await db.deleteFrom('alert_tellings').where('call_id', '=', id).execute()
  await db.deleteFrom('alert_calls').where('id', '=', id).execute()
}

/** How a message to an address ended. `told`: the calls it was about. */
export type Ending =
  | { kind: 'told'; told: string[] }
  /** all of it was over before it was told */
  | { kind: 'nothing'; told: string[] }
  | { kind: 'later'; dueAt: number; error: string }
  /** given up: what it was about is not tried there again */
  | { kind: 'refused'; told: string[]; error: string }

/** What was noted while the message was on its way is told in its turn. */
export async function endTelling(
  handle: Handle,
  address: AlertAddressesTable,
  ending: Ending,
  now: number,
): Promise<void> {
  const db = handle.of<AlertTables>()
  const free = { claimed_by: '', claimed_until: 0 }
  const set = (change: Partial<AlertAddressesTable>) =>
    db
      .updateTable('alert_addresses')
      .set({ ...free, ...change })
      .where('id', '=', address.id)
      .execute()
  if (ending.kind === 'later') {
    await set({ due_at: ending.dueAt, attempts: address.attempts + 1, error: ending.error })
    return
  }
  // its lock first: what is noted at this moment is then told later, and not forgotten
  await set({})
  const { told } = ending
  if (told.length > 0)
    await db
      .updateTable('alert_tellings')
      .set({ told_at: now })
      .where('address_id', '=', address.id)
      .where('call_id', 'in', told)
      .execute()
  const lastSentAt = ending.kind === 'told' ? now : address.last_sent_at
  const waiting = await callsToTell(handle, address.id)
  const urgent = waiting.some(({ kind }) => kind === 'danger')
  await set({
    attempts: 0,
    last_sent_at: lastSentAt,
    due_at: waiting.length === 0 ? NEVER : nextTelling(urgent, lastSentAt, now),
    ...(ending.kind === 'told' && { error: null }),
    ...(ending.kind === 'refused' && { error: ending.error }),
  })
}
