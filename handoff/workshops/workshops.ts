import { newId } from '../../store/new-id.ts'
import type { Handle } from '../../store/store.ts'
import type { WorkshopTables } from './tables.ts'

export interface NewWorkshop {
  title: string
  place: string
  commune: string
  /** epoch milliseconds */
  startsAt: number
  seats: number
}

export interface Workshop extends NewWorkshop {
  id: string
  seatsLeft: number
}

export async function addWorkshop(
  handle: Handle,
  networkId: string,
  workshop: NewWorkshop,
  now: number,
): Promise<string> {
  const id = newId(now)
  const { title, place, commune, startsAt, seats } = workshop
  await handle
    .of<WorkshopTables>()
    .insertInto('workshops')
    .values({ id, network_id: networkId, title, place, commune, starts_at: startsAt, seats })
    .execute()
  return id
}

/** Those still to come, the soonest first, with the seats left. */
export async function upcomingWorkshops(handle: Handle, networkId: string, now: number): Promise<Workshop[]> {
  const rows = await handle
    .of<WorkshopTables>()
    .selectFrom('workshops')
    .leftJoin('sign_ups', 'sign_ups.workshop_id', 'workshops.id')
    .selectAll('workshops')
    .select(({ fn }) => fn.count('sign_ups.id').as('taken'))
    .where('workshops.network_id', '=', networkId)
    .where('starts_at', '>', now)
    .groupBy(['workshops.id', 'workshops.network_id', 'title', 'place', 'commune', 'starts_at', 'seats'])
    .orderBy('starts_at')
    .limit(50)
    .execute()
  return rows.map(({ id, title, place, commune, starts_at, seats, taken }) => ({
    id,
    title,
    place,
    commune,
    startsAt: starts_at,
    seats,
    seatsLeft: Math.max(0, seats - Number(taken)),
  }))
}

/** Cancels a workshop and its sign-ups; whoever cancels tells the people who had signed up. */
export async function removeWorkshop(handle: Handle, networkId: string, id: string): Promise<void> {
  const db = handle.of<WorkshopTables>()
  await db.deleteFrom('sign_ups').where('network_id', '=', networkId).where('workshop_id', '=', id).execute()
  await db.deleteFrom('workshops').where('network_id', '=', networkId).where('id', '=', id).execute()
}
