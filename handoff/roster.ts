import type { PeopleTables } from '../network/people/tables.ts'
import { nextOpening } from '../network/settings/opening.ts'
import type { NetworkSettings } from '../network/settings/settings.schema.ts'
import type { Handle } from '../store/store.ts'
import { emptyProfile, type MediatorProfile, nextShift, standingOf } from './mediator-profile.ts'
import type { Aidant } from './route-ticket.ts'
import type { HandoffTables } from './tables.ts'

/** A console page says it is alive every 30 s; a mediator silent for longer than this is no longer counted on. */
export const ON_DUTY_MS = 3 * 60_000

/** Who may be given a request now: on duty, within their hours, not away. */
export async function readRoster(handle: Handle, networkId: string, now: number, timeZone: string): Promise<Aidant[]> {
  const db = handle.of<HandoffTables>()
  const rows = await db
    .selectFrom('duty')
    .leftJoin('mediator_profiles', 'mediator_profiles.account_id', 'duty.account_id')
    .select(['duty.account_id', 'mediator_profiles.profile'])
    .where('duty.network_id', '=', networkId)
    .where('seen_at', '>', now - ON_DUTY_MS)
    .orderBy('duty.account_id')
    .execute()
  const loadOf = await loadsOf(handle, networkId)
  return rows
    .map((row) => ({ id: row.account_id, profile: profileOf(row.profile), load: loadOf.get(row.account_id) ?? 0 }))
    .filter(({ profile }) => standingOf(profile, now, timeZone) === 'there')
}

/** How many requests each holds now. */
export async function loadsOf(handle: Handle, networkId: string): Promise<Map<string | null, number>> {
  const loads = await handle
    .of<HandoffTables>()
    .selectFrom('tickets')
    .select(({ fn }) => ['claimed_by', fn.countAll().as('many')])
    .where('network_id', '=', networkId)
    .where('status', '=', 'claimed')
    .groupBy('claimed_by')
    .execute()
  return new Map(loads.map((row) => [row.claimed_by, Number(row.many)]))
}

export async function readProfile(handle: Handle, accountId: string): Promise<MediatorProfile> {
  const row = await handle
    .of<HandoffTables>()
    .selectFrom('mediator_profiles')
    .select('profile')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return profileOf(row?.profile ?? null)
}

export async function saveProfile(
  handle: Handle,
  networkId: string,
  accountId: string,
  profile: MediatorProfile,
): Promise<void> {
  const row = { network_id: networkId, profile: JSON.stringify(profile) }
  await handle
    .of<HandoffTables>()
    .insertInto('mediator_profiles')
    .values({ account_id: accountId, ...row })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
    .execute()
}

/** Has this person as many requests in hand as they said they can hold? */
export async function isFull(handle: Handle, networkId: string, accountId: string): Promise<boolean> {
  const { mostTickets } = await readProfile(handle, accountId)
  if (mostTickets === null) return false
  const held = await handle
    .of<HandoffTables>()
    .selectFrom('tickets')
    .select(({ fn }) => fn.countAll().as('many'))
    .where('network_id', '=', networkId)
    .where('status', '=', 'claimed')
    .where('claimed_by', '=', accountId)
    .executeTakeFirstOrThrow()
  return Number(held.many) >= mostTickets
}

type Hours = Pick<NetworkSettings, 'id' | 'openingHours' | 'closedOn' | 'timeZone'>

/** When somebody can be expected, in epoch ms: the first of the mediators to come, each by their own hours or else the network's. */
export async function nextArrival(handle: Handle, network: Hours, now: number): Promise<number | null> {
  const rows = await handle
    .of<HandoffTables & PeopleTables>()
    .selectFrom('accounts')
    .leftJoin('mediator_profiles', 'mediator_profiles.account_id', 'accounts.id')
    .select('mediator_profiles.profile')
    .where('accounts.network_id', '=', network.id)
    .where('accounts.role', '=', 'mediator')
    .where('accounts.disabled', '=', 0)
    .execute()
  if (rows.length === 0) return nextOpening(network, now)
  const times = rows.flatMap((row) => nextShift(profileOf(row.profile), network, now) ?? [])
  return times.length === 0 ? null : Math.min(...times)
}

/** What an older version wrote lacks fields: they are then « no preference ». */
export function profileOf(stored: string | null): MediatorProfile {
  return stored === null ? emptyProfile : { ...emptyProfile, ...(JSON.parse(stored) as Partial<MediatorProfile>) }
}
