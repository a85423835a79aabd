import { distanceKm, type Point } from '../distance.ts'
import type { Commune, CommuneIndex } from './communes.ts'

/** Farther than this from every commune, a shared position is not in France. */
const FARTHEST_KM = 60

/** The commune whose middle is nearest to a shared position; null outside France. */
export function nearestCommune(index: CommuneIndex, point: Point): Commune | null {
  let nearest: Commune | null = null
  let least = FARTHEST_KM
  for (const commune of index.all) {
    if (Math.abs(commune.latitude - point.latitude) > 1) continue
    const distance = distanceKm(commune, point)
    if (distance < least) {
      least = distance
      nearest = commune
    }
  }
  return nearest
}
