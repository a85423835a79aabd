/** A moment as the clock on the wall shows it. */
export interface LocalTime {
  year: number
  /** 1 to 12 */
  month: number
  day: number
  /** 0 is Monday */
  weekday: number
  /** since midnight */
  minutes: number
}

/** A day of the calendar, without hour or zone. */
export type LocalDay = Pick<LocalTime, 'year' | 'month' | 'day'>

const formats = new Map<string, Intl.DateTimeFormat>()

/** The time on the wall in this zone. Throws RangeError when the zone does not exist. */
export function localTime(now: number, timeZone: string): LocalTime {
  const parts = new Map(
    formatFor(timeZone)
      .formatToParts(now)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  const day = { year: part('year'), month: part('month'), day: part('day') }
  return { ...day, weekday: weekdayOf(day), minutes: part('hour') * 60 + part('minute') }
}

/** When the wall shows this: an hour skipped in spring is taken an hour later, one that comes twice in autumn the first time. */
export function momentOf(day: LocalDay, minutes: number, timeZone: string): number {
  const asIfUtc = Date.UTC(day.year, day.month - 1, day.day, 0, minutes)
  const offsets = [asIfUtc - 86_400_000, asIfUtc + 86_400_000].map((around) => offsetAt(around, timeZone))
  const [before = 0, after = 0] = offsets
  const candidates = [asIfUtc - before, asIfUtc - after].filter((at) => at + offsetAt(at, timeZone) === asIfUtc)
  return candidates.length > 0 ? Math.min(...candidates) : asIfUtc - before
}

export function addDays({ year, month, day }: LocalDay, count: number): LocalDay {
  const date = new Date(Date.UTC(year, month - 1, day + count))
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** « 2026-11-02 », as forms and settings write a day. */
export const isoDay = ({ year, month, day }: LocalDay): string =>
  [year, month, day].map((part) => String(part).padStart(2, '0')).join('-')

export function readIsoDay(iso: string): LocalDay {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number)
  return { year, month, day }
}

/** 0 is Monday. */
export function weekdayOf({ year, month, day }: LocalDay): number {
  return (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7
}

function offsetAt(moment: number, timeZone: string): number {
  const { year, month, day, minutes } = localTime(moment, timeZone)
  return Date.UTC(year, month - 1, day, 0, minutes) - Math.floor(moment / 60_000) * 60_000
}

/** Making a format costs a thousand times more than using it. */
function formatFor(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
    formats.set(timeZone, format)
  }
  return format
}
