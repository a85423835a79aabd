import type { Territory } from '../bot/territory.ts'
import type { Geography, PlaceView } from '../bot/world.ts'
import { frenchDay } from '../knowledge-base/french-day.ts'
import { type Commune, loadCommunes } from '../network/communes/communes.ts'
import { departementOf } from '../network/communes/departement-of.ts'
import { findTerritory } from '../network/communes/find-territory.ts'
import { nearestCommune } from '../network/communes/nearest-commune.ts'
import { describePlace, type FoundPlace, findPlacesNear } from '../network/places/find-places.ts'
import { isOfKind } from '../network/places/nearest-places.ts'
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
    near: ({ latitude, longitude }, filter = {}) =>
      findPlacesNear(places, { latitude, longitude }, now, filter).map(viewOf),
    inDepartement: (code, filter) =>
      places
        .filter((place) => departementOf(place.codeInsee) === code && isOfKind(place, filter))
        .sort((left, right) => left.name.localeCompare(right.name, 'fr'))
        .slice(0, MOST_SHOWN)
        .map((place) => ({ ...viewOf(describePlace(place, now)), distance: place.commune })),
    placeById(id) {
      const place = places.find((one) => one.id === id)
      return place ? viewOf(describePlace(place, now)) : null
    },
    knows: (filter) => places.some((place) => isOfKind(place, filter)),
    departementIn: (words) =>
      words
        .toUpperCase()
        .split(' ')
        .find((word) => communes.departements.has(word)) ?? null,
    at(point) {
      const commune = nearestCommune(communes, point)
      return commune ? territoryOf(commune) : null
    },
    placeOf(code) {
      // some phones begin every message with a capital, and SMS codes are read in small letters
      const structure = structures.find((one) => one.id.toLowerCase() === code.toLowerCase())
      const commune = communes.byCode.get(code.toUpperCase())
      if (!structure) return commune ? { name: null, territory: territoryOf(commune) } : null
      const answer = findTerritory(communes, `${structure.postcode} ${structure.commune}`)
      return answer.kind === 'found' ? { name: structure.name, territory: territoryOf(answer.commune) } : null
    },
  }
}

const MOST_SHOWN = 3

const viewOf = (found: FoundPlace): PlaceView => ({
  id: found.place.id,
  commune: found.place.commune,
  name: found.name,
  address: found.address,
  distance: found.distance,
  hours: found.hours,
  open: found.open,
  phone: found.phone,
  phoneCost: found.phoneCost,
  dataDate: frenchDay(Date.parse(found.dataDate)),
})

function territoryOf({ codeInsee, name, postcode, departement, latitude, longitude }: Commune): Territory {
  return { codeInsee, commune: name, postcode, departement, latitude, longitude }
}
