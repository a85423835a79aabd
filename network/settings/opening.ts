import { addDays, isoDay, type LocalDay, localTime, momentOf, weekdayOf } from '../local-time.ts'
import type { NetworkSettings, OpeningRange } from './settings.schema.ts'

/** Closed this long, a promise with a date would mean nothing. */
const FARTHEST_DAYS = 60
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

type Hours = Pick<NetworkSettings, 'openingHours' | 'closedOn' | 'timeZone'>

/** Whether mediators of this network are there at this moment, by its hours. */
export function isOpen(settings: Hours, now: number): boolean {
  const local = localTime(now, settings.timeZone)
  return rangesOf(settings, local).some(
    ({ from, to }) => minutesOf(from) <= local.minutes && local.minutes < minutesOf(to),
  )
}

/** The next time it opens, in epoch ms and always later than now, open or not; null when no opening is known. */
export function nextOpening(settings: Hours, now: number): number | null {
  const today = localTime(now, settings.timeZone)
  for (let ahead = 0; ahead <= FARTHEST_DAYS; ahead++) {
    const day = addDays(today, ahead)
    for (const { from } of rangesOf(settings, day)) {
      const moment = momentOf(day, minutesOf(from), settings.timeZone)
      if (moment > now) return moment
    }
  }
  return null
}

function rangesOf({ openingHours, closedOn }: Hours, day: LocalDay): OpeningRange[] {
  const weekday = WEEKDAYS[weekdayOf(day)]
  return weekday === undefined || closedOn.includes(isoDay(day)) ? [] : openingHours[weekday]
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}
