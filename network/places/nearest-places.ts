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

/** The nearest places as the crow flies, nearest first; fewer, or none, when few places match. */
export function nearestPlaces(places: readonly Place[], point: Point, options: NearestOptions = {}): NearPlace[] {
  const { count = 3, service, typologie } = options
  return places
    .filter((place) => service === undefined || place.services.includes(service))
    .filter((place) => typologie === undefined || place.typologies.includes(typologie))
    .map((place) => ({ place, distanceKm: distanceKm(place, point) }))
    .sort((a, b) => a.distanceKm - b.distanceKm || a.place.id.localeCompare(b.place.id))
    .slice(0, count)
}
