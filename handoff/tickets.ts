import type { Handle } from '../store/store.ts'
import { raiseCall } from './alerts/raise-call.ts'
import type { HandoffTables, TicketStatus } from './tables.ts'

/** A ticket as the console shows it; times in epoch milliseconds. */
export interface Ticket {
  id: string
  conversationId: string
  status: TicketStatus
  topic: string | null
  reason: string
  language: string
  priority: boolean
  codeInsee: string | null
  commune: string | null
  departement: string | null
  openedAt: number
  promisedAt: number | null
  claimedBy: string | null
  unread: boolean
  outcome: string | null
}

/** Takes a ticket for one mediator; false when somebody was quicker. One UPDATE: two can never hold the same one. */
export async function takeTicket(
  handle: Handle,
  networkId: string,
  id: string,
  accountId: string,
  now: number,
): Promise<boolean> {
  const taken = await handle
    .of<HandoffTables>()
    .updateTable('tickets')
    .set({ status: 'claimed', claimed_by: accountId, claimed_at: now, seen_at: now })
    .where('network_id', '=', networkId)
    .where('id', '=', id)
    .where('status', '=', 'open')
    .executeTakeFirst()
  return Number(taken.numUpdatedRows) === 1
}

/** Gives a ticket back to the queue, or closes it; only its holder can. False when it is not theirs. */
export async function letGoOfTicket(
  handle: Handle,
  networkId: string,
  id: string,
  accountId: string,
  as: { status: 'open' } | { status: 'closed'; outcome: string },
  now: number,
): Promise<boolean> {
  const change =
    as.status === 'open'
      ? { status: 'open' as const, claimed_by: null, claimed_at: null }
      : { status: 'closed' as const, closed_at: now, outcome: as.outcome }
  const done = await handle
    .of<HandoffTables>()
    .updateTable('tickets')
    .set(change)
    .where('network_id', '=', networkId)
    .where('id', '=', id)
    .where('status', '=', 'claimed')
    .where('claimed_by', '=', accountId)
    .executeTakeFirst()
  const isDone = Number(done.numUpdatedRows) === 1
  if (isDone && as.status === 'open') await raiseCall(handle, networkId, { kind: 'waiting', ticket_id: id }, now)
  return isDone
}

/** The person is at this mediator's desk: their live ticket is this one's now, whoever held it. Null when there is none in this network. */
export async function seizeTicket(
  handle: Handle,
  networkId: string,
  conversationId: string,
  accountId: string,
  now: number,
): Promise<string | null> {
  const row = await handle
    .of<HandoffTables>()
    .updateTable('tickets')
    .set({ status: 'claimed', claimed_by: accountId, claimed_at: now, seen_at: now })
    .where('network_id', '=', networkId)
    .where('conversation_id', '=', conversationId)
    .where('status', 'in', ['open', 'claimed'])
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** The network that has this conversation's request now; null when there is no request. */
export async function networkHolding(handle: Handle, conversationId: string): Promise<string | null> {
  const row = await handle
    .of<HandoffTables>()
    .selectFrom('tickets')
    .select('network_id')
    .where('conversation_id', '=', conversationId)
    .where('status', 'in', ['open', 'claimed'])
    .executeTakeFirst()
  return row?.network_id ?? null
}

/** A person wrote, and the holder has neither looked nor been on duty since before `before`: the ticket has no owner in fact. */
export async function abandonedTickets(
  handle: Handle,
  networkId: string,
  before: number,
): Promise<{ id: string; accountId: string }[]> {
  const rows = await handle
    .of<HandoffTables>()
    .selectFrom('tickets')
    .leftJoin('duty', 'duty.account_id', 'tickets.claimed_by')
    .select(['tickets.id', 'tickets.claimed_by', 'duty.seen_at as onDutyAt'])
    .where('tickets.network_id', '=', networkId)
    .where('status', '=', 'claimed')
    .whereRef('person_wrote_at', '>', 'tickets.seen_at')
    .where('person_wrote_at', '<', before)
    .execute()
  return rows
    .filter((row) => (row.onDutyAt ?? 0) < before)
    .map((row) => ({ id: row.id, accountId: row.claimed_by ?? '' }))
}

export async function markSeen(handle: Handle, id: string, now: number): Promise<void> {
  await handle.of<HandoffTables>().updateTable('tickets').set({ seen_at: now }).where('id', '=', id).execute()
}

export async function findTicket(handle: Handle, networkId: string, id: string): Promise<Ticket | null> {
  const row = await handle
    .of<HandoffTables>()
    .selectFrom('tickets')
    .selectAll()
    .where('network_id', '=', networkId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? ticketOf(row) : null
}

/** The queue: urgent first, then the oldest. `mine` are the ones this mediator holds. */
export async function readQueue(
  handle: Handle,
  networkId: string,
  accountId: string,
): Promise<{ waiting: Ticket[]; mine: Ticket[] }> {
  const rows = await handle
    .of<HandoffTables>()
    .selectFrom('tickets')
    .selectAll()
    .where('network_id', '=', networkId)
    .where('status', 'in', ['open', 'claimed'])
    .orderBy('priority', 'desc')
    .orderBy('opened_at')
    .execute()
  return {
    waiting: rows.filter((row) => row.status === 'open').map(ticketOf),
    mine: rows.filter((row) => row.status === 'claimed' && row.claimed_by === accountId).map(ticketOf),
  }
}

function ticketOf(row: HandoffTables['tickets']): Ticket {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    status: row.status,
    topic: row.topic,
    reason: row.reason,
    language: row.language,
    priority: row.priority === 1,
    codeInsee: row.code_insee,
    commune: row.commune,
    departement: row.departement,
    openedAt: row.opened_at,
    promisedAt: row.promised_at,
    claimedBy: row.claimed_by,
    unread: row.person_wrote_at > row.seen_at,
    outcome: row.outcome,
  }
}
