import type { Commune } from '../communes/communes.ts'
import type { Point } from '../distance.ts'
import { addDays, localTime } from '../local-time.ts'
import { fillText } from './fill-text.ts'
import { type NearestOptions, type NearPlace, nearestPlaces } from './nearest-places.ts'
import { type OpeningToday, openingToday, timeText } from './opening-hours.ts'
import type { Place } from './places.ts'
import texts from './texts.fr.json' with { type: 'json' }
import { timeZoneOf } from './time-zone-of.ts'

/** A place ready to be said to a person; the texts are in French. */
export interface FoundPlace {
  name: string
  address: string
  /** « à 0,4 km », as the crow flies from the point or from the middle of the commune */
  distance: string
  /** today's hours with what they mean now */
  hours: string
  open: boolean
  /** null when there is none, or only one that costs more than an ordinary call */
  phone: string | null
  phoneCost: string | null
  /** `2024-08-01`: to be shown, the data is not of today */
  dataDate: string
  distanceKm: number
  opening: OpeningToday
  place: Place
}

export type Where = { commune: Commune } | Point

/** Farther than this it is no help, and in the islands it is over the sea. */
const FARTHEST_KM = 100
/** Two places whose distance differs by less are as near as one another: the open one comes first. */
const COMPARABLE_KM = 3

/**
 * The three nearest places (fewer when there are none within 100 km). Those open now come first among those about as near
 * as the nearest: « 87400 » gives Saint-Léonard even when only the next one, 14 km away, is open.
 */
export function findPlacesNear(
  index: readonly Place[],
  where: Where,
  now: number,
  options: NearestOptions = {},
): FoundPlace[] {
  const point = 'commune' in where ? where.commune : where
  const near = nearestPlaces(index, point, options).filter(({ distanceKm }) => distanceKm <= FARTHEST_KM)
  const least = near[0]?.distanceKm ?? 0
  const rank = (found: FoundPlace) => (found.distanceKm > least + COMPARABLE_KM ? 2 : found.open ? 0 : 1)
  return near.map((one) => describe(one, now)).sort((a, b) => rank(a) - rank(b) || a.distanceKm - b.distanceKm)
}

/** One place by itself: at no distance from anybody. */
export const describePlace = (place: Place, now: number): FoundPlace => ({
  ...describe({ place, distanceKm: 0 }, now),
  distance: '',
})

function describe({ place, distanceKm }: NearPlace, now: number): FoundPlace {
  const timeZone = timeZoneOf(place)
  const opening = openingToday(place.openingHours, now, timeZone)
  const phone = place.phone !== null && !isSurtaxed(place.phone) ? place.phone : null
  return {
    name: place.name,
    address: `${place.address}, ${place.postcode} ${place.commune}`,
    distance: distanceText(distanceKm),
    hours: hoursText(opening, now, timeZone),
    open: opening.state === 'open',
    phone,
    phoneCost: phone && (isFree(phone) ? texts.freeCall : texts.ordinaryCall),
    dataDate: place.updatedOn,
    distanceKm,
    opening,
    place,
  }
}

function hoursText(opening: OpeningToday, now: number, timeZone: string): string {
  const { state, today, opensNext } = opening
  if (state === 'unknown') return today
  if (state === 'open') return fillText(texts.open, { today })
  const closed = today === texts.closedToday ? today : texts.closedNow
  if (opensNext === undefined) return closed
  const next = localTime(opensNext, timeZone)
  const local = localTime(now, timeZone)
  if (isSameDay(next, local)) return fillText(texts.opensLater, { today })
  const day = isSameDay(next, addDays(local, 1)) ? texts.tomorrow : (texts.weekdays[next.weekday] ?? '')
  return fillText(texts.closedUntil, { closed, day, time: timeText(next.minutes) })
}

type Day = { month: number; day: number }
const isSameDay = (a: Day, b: Day): boolean => a.day === b.day && a.month === b.month

/** Tenths under ten kilometres, whole kilometres beyond: the middle of a commune is no better than that. */
export function distanceText(km: number): string {
  if (km < 0.1) return texts.veryNear
  const rounded = km < 9.95 ? km.toFixed(1).replace(/\.0$/, '') : String(Math.round(km))
  return fillText(texts.distance, { km: rounded.replace('.', ',') })
}

/** Special tariff numbers are never given: 081, 082, 089. 080 is free. */
const isSurtaxed = (phone: string): boolean => /^(?:\+33|0)\s*8\s*[1-9]/.test(phone.replaceAll(' ', ''))
const isFree = (phone: string): boolean => /^(?:\+33|0)80/.test(phone.replaceAll(' ', ''))
