import { addDays, localTime, momentOf } from '../local-time.ts'
import { fillText } from './fill-text.ts'
import { type DayHours, parseOpeningHours, type TimeRange, type WeekHours } from './parse-opening-hours.ts'
import texts from './texts.fr.json' with { type: 'json' }

/** What a place's hours say at this moment. Public holidays are not in the data: the caller says « sauf jours fériés ». */
export interface OpeningToday {
  state: 'open' | 'closed' | 'unknown'
  /** « 9 h – 12 h, 13 h 30 – 17 h », « fermé aujourd’hui », or that the hours are not known */
  today: string
  /** epoch ms, when open */
  closesAt?: number
  /** epoch ms, when closed and the next opening within a week is known */
  opensNext?: number
}

const UNKNOWN: OpeningToday = { state: 'unknown', today: texts.unknownToday }

export function openingToday(raw: string, now: number, timeZone: string): OpeningToday {
  const week = parseOpeningHours(raw)
  if (week === null) return UNKNOWN
  const local = localTime(now, timeZone)
  const hours = week[local.weekday]
  if (hours === undefined || hours === 'unknown') return UNKNOWN
  const today = hours.length === 0 ? texts.closedToday : hours.map(rangeText).join(texts.between)
  const current = hours.find(({ from, to }) => from <= local.minutes && local.minutes < to)
  if (current) return { state: 'open', today, closesAt: momentOf(local, current.to, timeZone) }
  const opensNext = nextOpening(week, now, timeZone)
  return opensNext === null ? { state: 'closed', today } : { state: 'closed', today, opensNext }
}

/** Stops at a day that is not known: what comes after it may not be the next opening. */
function nextOpening(week: WeekHours, now: number, timeZone: string): number | null {
  const local = localTime(now, timeZone)
  for (let ahead = 0; ahead <= 7; ahead++) {
    const hours: DayHours | undefined = week[(local.weekday + ahead) % 7]
    if (hours === undefined || hours === 'unknown') return null
    const next = hours.find(({ from }) => ahead > 0 || from > local.minutes)
    if (next) return momentOf(addDays(local, ahead), next.from, timeZone)
  }
  return null
}

const rangeText = ({ from, to }: TimeRange): string => fillText(texts.range, { from: timeText(from), to: timeText(to) })

/** « 9 h », « 13 h 30 » */
export function timeText(minutes: number): string {
  if (minutes === 24 * 60) return texts.midnight
  const hour = Math.floor(minutes / 60)
  const rest = String(minutes % 60).padStart(2, '0')
  return rest === '00' ? fillText(texts.hour, { hour }) : fillText(texts.hourMinutes, { hour, minutes: rest })
}
