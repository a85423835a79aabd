import { frenchDate } from '../../bot/french-date.ts'
import type { AlertAddressesTable, AlertTables } from '../../handoff/alerts/tables.ts'
import { callsToTell, type Ending, endTelling } from '../../handoff/alerts/tellings.ts'
import { type Telling, writeAlert } from '../../handoff/alerts/write-alert.ts'
import type { Alerter } from '../../messaging/alerter.ts'
import type { SendOutcome } from '../../messaging/channel.ts'
import { retryDelayMs } from '../../messaging/retry.ts'
import { describeFault } from '../../store/describe-fault.ts'
import type { SecretBox } from '../../store/secret-box.ts'
import type { Handle, Store } from '../../store/store.ts'
import { type LookParts, subjectOf } from './look-at-call.ts'

export interface TellParts extends LookParts {
  store: Store
  box: SecretBox
  networkId: string
  alerters: Map<string, Alerter>
  /** where people reach the house; null when nobody said */
  publicUrl: string | null
  report: (problem: { code: string; error: unknown }) => void
}

/** After this many tries, some twenty minutes, an alert is old news; what comes next is tried anew. */
const MOST_ATTEMPTS = 9

/** One message to a claimed address, of all it has not been told of and that still waits. */
export async function tellAddress(parts: TellParts, id: string): Promise<void> {
  const { store, now } = parts
  const address = await store
    .of<AlertTables>()
    .selectFrom('alert_addresses')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!address) return
  const calls = await callsToTell(store, id)
  const tellings: Telling[] = []
  for (const call of calls) {
    const telling = await tellingOf(parts, call)
    if (telling) tellings.push(telling)
  }
  const written = writeAlert(tellings)
  const told = calls.map((call) => call.id)
  const outcome = written && (await trySending(parts, address, written))
  const ending: Ending = outcome ? endingOf(address, outcome, told, now()) : { kind: 'nothing', told }
  await store.transaction((handle) =>
    isGone(address, outcome) ? forget(handle, id) : endTelling(handle, address, ending, now()),
  )
}

async function tellingOf(parts: TellParts, call: Awaited<ReturnType<typeof callsToTell>>[number]) {
  const subject = await subjectOf(parts.store, call)
  if (subject === null) return null
  const network = parts.settings.get(call.network_id)
  const at = subject.kind === 'ticket' ? subject.ticket.openedAt : call.raised_at
  return {
    kind: call.kind,
    place: (subject.kind === 'ticket' && placeOf(subject.ticket)) || (network?.name ?? call.network_id),
    time: frenchDate(at, network?.timeZone ?? 'Europe/Paris').replace(/^.* à /, ''),
    at,
  }
}

const placeOf = ({ commune, departement }: { commune: string | null; departement: string | null }) =>
  commune && (departement ? `${commune}, ${departement}` : commune)

async function trySending(
  { alerters, box, publicUrl, report }: TellParts,
  { way, sealed }: AlertAddressesTable,
  message: { urgent: boolean; title: string; text: string },
): Promise<SendOutcome> {
  const alerter = alerters.get(way)
  if (!alerter) return { kind: 'refused', reason: `${way} is not on` }
  const link = publicUrl === null ? null : `${publicUrl}/console`
  try {
    return await alerter.send(box.decrypt(sealed), { ...message, link })
  } catch (error) {
    report({ code: `alerts.${way}-failed`, error })
    return { kind: 'later', reason: describeFault(error), retryAfterMs: null }
  }
}

function endingOf({ attempts }: AlertAddressesTable, outcome: SendOutcome, told: string[], now: number): Ending {
  if (outcome.kind === 'sent') return { kind: 'told', told }
  if (outcome.kind === 'refused' || attempts + 1 >= MOST_ATTEMPTS)
    return { kind: 'refused', told, error: outcome.reason }
  return { kind: 'later', dueAt: now + retryDelayMs(attempts + 1, outcome.retryAfterMs), error: outcome.reason }
}

/** The browser says this subscription is over: it will never be heard of again. */
const isGone = ({ way }: AlertAddressesTable, outcome: SendOutcome | null) =>
  way === 'web-push' && outcome?.kind === 'refused' && /^(?:404|410)\b/.test(outcome.reason)

async function forget(handle: Handle, id: string): Promise<void> {
  const db = handle.of<AlertTables>()
  await db.deleteFrom('alert_tellings').where('address_id', '=', id).execute()
  await db.deleteFrom('alert_addresses').where('id', '=', id).execute()
}
