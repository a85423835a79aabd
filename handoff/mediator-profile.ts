import { addDays, isoDay, localTime, readIsoDay } from '../network/local-time.ts'
import { isOpen, nextOpening } from '../network/settings/opening.ts'
import type { NetworkSettings } from '../network/settings/settings.schema.ts'

export type Week = NetworkSettings['openingHours']

/** What a mediator says of themselves, so that a request goes to who can answer it. Empty lists mean « no preference », never « nothing ». */
export interface MediatorProfile {
  /** languages beside French, which everyone answers in */
  languages: string[]
  /** ids of `bot/texts/themes.json` */
  themes: string[]
  /** a commune's INSEE code, an EPCI's SIREN number or a département, with the name it is shown by */
  territories: { code: string; label: string }[]
  /** hours of an ordinary week; all empty: whenever they say they are on duty */
  shifts: Week
  /** first and last day away, « 2026-12-24 » */
  absence: { from: string; until: string } | null
  /** requests held at a time; null: no limit */
  mostTickets: number | null
}

export const emptyProfile: MediatorProfile = {
  languages: [],
  themes: [],
  territories: [],
  shifts: { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] },
  absence: null,
  mostTickets: null,
}

/** Longer than any leave; a mistyped year must not make a list of a million days. */
const LONGEST_ABSENCE_DAYS = 400

export type Standing = 'there' | 'absent' | 'off-shift'

/** Whether requests may come to this person now, by what they wrote; being on duty is asked for elsewhere. */
export function standingOf({ shifts, absence }: MediatorProfile, now: number, timeZone: string): Standing {
  if (absence && absence.from <= localDay(now, timeZone) && localDay(now, timeZone) <= absence.until) return 'absent'
  return !hasShifts(shifts) || isOpen({ openingHours: shifts, closedOn: [], timeZone }, now) ? 'there' : 'off-shift'
}

type Hours = Pick<NetworkSettings, 'openingHours' | 'closedOn' | 'timeZone'>

/** When this person can next be expected: their own hours, else the network's, never a day away. Null when no hour is known. */
export function nextShift({ shifts, absence }: MediatorProfile, network: Hours, now: number): number | null {
  const openingHours = hasShifts(shifts) ? shifts : network.openingHours
  return nextOpening({ ...network, openingHours, closedOn: [...network.closedOn, ...daysOf(absence)] }, now)
}

const hasShifts = (shifts: Week) => Object.values(shifts).some((ranges) => ranges.length > 0)

function localDay(now: number, timeZone: string): string {
  return isoDay(localTime(now, timeZone))
}

function daysOf(absence: MediatorProfile['absence']): string[] {
  if (!absence) return []
  const first = readIsoDay(absence.from)
  const days: string[] = []
  for (let ahead = 0; ahead < LONGEST_ABSENCE_DAYS; ahead++) {
    const iso = isoDay(addDays(first, ahead))
    if (iso > absence.until) break
    days.push(iso)
  }
  return days
}
