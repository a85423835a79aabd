import type { PeopleTables } from '../../network/people/tables.ts'
import type { Handle } from '../../store/store.ts'
import { standingOf } from '../mediator-profile.ts'
import { loadsOf, profileOf } from '../roster.ts'
import type { Aidant } from '../route-ticket.ts'
import type { HandoffTables } from '../tables.ts'

/** A working day: who went on duty and closed their telephone is still counted on, to be called back. */
const WORKING_DAY_MS = 12 * 3_600_000

/**
 * Who may be called from afar now. « On duty » for the queue means an open page, and who has one needs no call: here it means having gone
 * on duty today without going off, or being within one's own weekly hours; never who is away, nor outside hours of their own.
 */
export async function readExpected(
  handle: Handle,
  networkId: string,
  now: number,
  timeZone: string,
): Promise<Aidant[]> {
  const rows = await handle
    .of<HandoffTables & PeopleTables>()
    .selectFrom('accounts')
    .leftJoin('duty', 'duty.account_id', 'accounts.id')
    .leftJoin('mediator_profiles', 'mediator_profiles.account_id', 'accounts.id')
    .select(['accounts.id', 'duty.seen_at', 'mediator_profiles.profile'])
    .where('accounts.network_id', '=', networkId)
    .where('accounts.role', 'in', ['mediator', 'lead', 'admin'])
    .where('accounts.disabled', '=', 0)
    .orderBy('accounts.id')
    .execute()
  const loads = await loadsOf(handle, networkId)
  return rows
    .map(({ id, seen_at, profile }) => ({
      aidant: { id, profile: profileOf(profile), load: loads.get(id) ?? 0 },
      wentOn: (seen_at ?? 0) > now - WORKING_DAY_MS,
    }))
    .filter(({ aidant: { profile }, wentOn }) => {
      const hasHours = Object.values(profile.shifts).some((ranges) => ranges.length > 0)
      return (wentOn || hasHours) && standingOf(profile, now, timeZone) === 'there'
    })
    .map(({ aidant }) => aidant)
}
