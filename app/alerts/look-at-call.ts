import { chooseAccounts } from '../../handoff/alerts/choose-accounts.ts'
import { readExpected } from '../../handoff/alerts/read-expected.ts'
import type { AlertCallsTable, AlertTables } from '../../handoff/alerts/tables.ts'
import type { DueCall } from '../../handoff/alerts/tellings.ts'
import { endCall, noteTellings } from '../../handoff/alerts/tellings.ts'
import type { HandoffTables } from '../../handoff/tables.ts'
import { findTicket, type Ticket } from '../../handoff/tickets.ts'
import type { NetworkSettingsStore } from '../../network/settings/open-network-settings.ts'
import { isOpen } from '../../network/settings/opening.ts'
import type { Handle } from '../../store/store.ts'
import { createRouter } from '../actions/route-tickets.ts'

export interface LookParts {
  settings: NetworkSettingsStore
  now: () => number
}

/** Others come on duty, a request kept for some opens to all: who else is to be told is asked again this often. */
const LOOK_AGAIN_MS = 60_000
const HOUR_MS = 3_600_000
/** nobody is called for a danger of that long ago: the console still shows it */
const DANGER_CALLS_MS = HOUR_MS
const TICKET_CALLS_MS = 7 * 24 * HOUR_MS

/** One look at a claimed call: over, or whoever should hear of it and has not yet is noted. True when somebody is to be told. */
export async function lookAtCall(parts: LookParts, handle: Handle, id: string): Promise<boolean> {
  const db = handle.of<AlertTables>()
  const call = await db.selectFrom('alert_calls').selectAll().where('id', '=', id).executeTakeFirst()
  if (!call) return false
  const subject = await subjectOf(handle, call)
  if (subject === null || isTooOld(call, parts.now())) {
    await endCall(handle, id)
    return false
  }
  const noted = await noteTellings(handle, call, {
    ...(await whoToTell(parts, handle, call, subject)),
    now: parts.now(),
  })
  await db
    .updateTable('alert_calls')
    .set({ due_at: parts.now() + LOOK_AGAIN_MS, claimed_by: '', claimed_until: 0 })
    .where('id', '=', id)
    .execute()
  return noted
}

export type Subject = { kind: 'ticket'; ticket: Ticket } | { kind: 'alert' }

/** What the call is about, while it still waits for somebody; else null. */
export async function subjectOf(handle: Handle, call: DueCall): Promise<Subject | null> {
  if (call.ticket_id !== null) {
    const ticket = await findTicket(handle, call.network_id, call.ticket_id)
    return ticket?.status === 'open' ? { kind: 'ticket', ticket } : null
  }
  const alert = await handle
    .of<HandoffTables>()
    .selectFrom('alerts')
    .select('seen_by')
    .where('id', '=', call.alert_id ?? '')
    .executeTakeFirst()
  return alert && alert.seen_by === null ? { kind: 'alert' } : null
}

async function whoToTell(parts: LookParts, handle: Handle, call: AlertCallsTable, subject: Subject) {
  const { settings, now } = parts
  const network = settings.get(call.network_id)
  const expected = await readExpected(handle, call.network_id, now(), network?.timeZone ?? 'Europe/Paris')
  const route =
    subject.kind === 'ticket' ? (await createRouter(handle, parts, call.network_id, expected))(subject.ticket) : null
  // a group is not woken at night for what can wait until somebody is there
  const group = call.kind === 'danger' || expected.length > 0 || (network ? isOpen(network, now()) : true)
  return { accounts: chooseAccounts(call.kind, expected, route), group }
}

const isTooOld = ({ kind, raised_at }: AlertCallsTable, now: number) =>
  now - raised_at > (kind === 'danger' ? DANGER_CALLS_MS : TICKET_CALLS_MS)
