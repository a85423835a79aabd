import type { Aidant, Route } from '../route-ticket.ts'

/** Who is told of it from afar, of those expected now: of a danger everyone, of a request those who may take it. */
export function chooseAccounts(
  kind: 'waiting' | 'danger' | 'priority',
  expected: Aidant[],
  route: Route | null,
): string[] {
  if (kind !== 'waiting' || route === null) return expected.map(({ id }) => id)
  if (!route.open) return route.first
  return expected
    .filter(({ load, profile }) => profile.mostTickets === null || load < profile.mostTickets)
    .map(({ id }) => id)
}

/** Telephones that buzz all day are silenced: one message in that time, which tells of all that waits; a danger does not wait. */
export const QUIET_MS = 5 * 60_000

export const nextTelling = (urgent: boolean, lastSentAt: number, now: number): number =>
  urgent ? now : Math.max(now, lastSentAt + QUIET_MS)
