import { distanceKm, type Point } from '../distance.ts'
import type { Place } from './places.ts'

export interface NearPlace {
  place: Place
  distanceKm: number
}

export interface NearestOptions {
  /** 3 unless said */
  count?: number
  /** one of the standard's services, in full */
  service?: string
  /** one of the standard's types of place: `RFS`, `FABLAB`, `BIB` */
  typologie?: string
}

/** Offers this service, is of this type; any place when neither is asked for. */
export const isOfKind = ({ services, typologies }: Place, { service, typologie }: NearestOptions): boolean =>
  (service === undefined || services.includes(service)) && (typologie === undefined || typologies.includes(typologie))

/** The nearest places as the crow flies, nearest first; fewer, or none, when few places match. */
export function nearestPlaces(places: readonly Place[], point: Point, options: NearestOptions = {}): NearPlace[] {
  const { count = 3 } = options
  return places
    .filter((place) => isOfKind(place, options))
    .map((place) => ({ place, distanceKm: distanceKm(place, point) }))
    .sort((a, b) => a.distanceKm - b.distanceKm || a.place.id.localeCompare(b.place.id))
    .slice(0, count)
}
