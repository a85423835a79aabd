import type { Territory } from '../bot/territory.ts'
import type { Geography } from '../bot/world.ts'
import { frenchDay } from '../knowledge-base/french-day.ts'
import { type Commune, loadCommunes } from '../network/communes/communes.ts'
import { findTerritory } from '../network/communes/find-territory.ts'
import { nearestCommune } from '../network/communes/nearest-commune.ts'
import { findPlacesNear } from '../network/places/find-places.ts'
import { loadPlaces } from '../network/places/places.ts'
import type { Structure } from '../network/settings/settings.schema.ts'

/** Places and communes as a turn may know them; « open now » is as of `now`. */
export function createGeography(structures: Structure[], now: number): Geography {
  const communes = loadCommunes()
  const places = loadPlaces()
  return {
    find(text, strict) {
      const answer = findTerritory(communes, text, { strict })
      if (answer.kind === 'found') return { kind: 'found', territory: territoryOf(answer.commune) }
      if (answer.kind === 'several') return { kind: 'several', territories: answer.communes.map(territoryOf) }
      return answer
    },
    near: ({ latitude, longitude }) =>
      findPlacesNear(places, { latitude, longitude }, now).map((place) => ({
        ...place,
        dataDate: frenchDay(Date.parse(place.dataDate)),
      })),
    at(point) {
      const commune = nearestCommune(communes, point)
      return commune ? territoryOf(commune) : null
    },
    placeOf(code) {
      const structure = structures.find((one) => one.id === code)
      if (!structure) return null
      const answer = findTerritory(communes, `${structure.postcode} ${structure.commune}`)
      return answer.kind === 'found' ? { name: structure.name, territory: territoryOf(answer.commune) } : null
    },
  }
}

function territoryOf({ codeInsee, name, postcode, departement, latitude, longitude }: Commune): Territory {
  return { codeInsee, commune: name, postcode, departement, latitude, longitude }
}
