import { frenchDate } from '../bot/french-date.ts'
import texts from './texts.fr.json' with { type: 'json' }

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** « il y a 12 min »: how long somebody has waited, as one glances at it. */
export function waitingSince(at: number, now: number): string {
  const waited = Math.max(0, now - at)
  if (waited < MINUTE_MS) return texts.ago.now
  if (waited < HOUR_MS) return filled(texts.ago.minutes, waited / MINUTE_MS)
  if (waited < DAY_MS) return filled(texts.ago.hours, waited / HOUR_MS)
  return waited < 2 * DAY_MS ? texts.ago.day : filled(texts.ago.days, waited / DAY_MS)
}

const filled = (text: string, count: number) => text.replace('{n}', String(Math.floor(count)))

/** « 14 h 32 », with the day when it is another one. */
export function clockTime(at: number, now: number, timeZone: string): string {
  const whole = frenchDate(at, timeZone)
  const day = (moment: number) => new Intl.DateTimeFormat('fr', { dateStyle: 'short', timeZone }).format(moment)
  return day(at) === day(now) ? whole.replace(/^.* à /, '') : whole
}

/** « 2 décembre 2026 » */
export function frenchDay(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone }).format(at)
}

/** « novembre 2026 » from « 2026-11 » */
export function frenchMonth(month: string): string {
  return new Intl.DateTimeFormat('fr-FR', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(`${month}-01T00:00:00Z`),
  )
}
