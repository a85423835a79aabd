import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Commune, loadCommunes } from '../../network/communes/communes.ts'
import { distanceKm } from '../../network/distance.ts'
import { distanceText, findPlacesNear } from '../../network/places/find-places.ts'
import { nearestPlaces } from '../../network/places/nearest-places.ts'
import { loadPlaces, type Place, readPlaces } from '../../network/places/places.ts'

const index = loadCommunes()
const places = loadPlaces()
const at = (iso: string) => Date.parse(iso)
const TUESDAY_MORNING = at('2026-11-24T10:00:00+01:00')

function communeOf(codeInsee: string): Commune {
  const commune = index.byCode.get(codeInsee)
  if (!commune) throw new Error(`no commune ${codeInsee}`)
  return commune
}

const NOBLAT = communeOf('87161')
const template = places[0] as Place
/** a place this far to the north of Noblat */
const placeAt = (id: string, km: number, openingHours: string): Place => ({
  ...template,
  id,
  openingHours,
  postcode: '87400',
  latitude: NOBLAT.latitude + km / 111.195,
  longitude: NOBLAT.longitude,
})
const ids = (list: Place[]) => findPlacesNear(list, { commune: NOBLAT }, TUESDAY_MORNING).map(({ place }) => place.id)

describe('the places near 87400', () => {
  it('begin with Saint-Léonard-de-Noblat, with phone, today’s hours, distance and the date of the data', () => {
    const found = findPlacesNear(places, { commune: NOBLAT }, TUESDAY_MORNING)
    expect(found).toHaveLength(3)
    expect(found[0]).toMatchObject({
      name: 'France services Saint-Léonard-de-Noblat - Maison Simone Veil',
      address: '15 Rue de Beaufort, 87400 Saint-Léonard-de-Noblat',
      distance: 'à 1,6 km',
      hours: 'ouvert maintenant : 9 h – 12 h 30, 13 h 30 – 17 h',
      open: true,
      phone: '05 19 09 00 70',
      phoneCost: 'prix d’un appel normal',
      dataDate: '2024-08-01',
    })
  })

  it.each([
    ['2026-11-23T10:00:00+01:00', 'aujourd’hui : 13 h 30 – 17 h'],
    ['2026-11-23T18:00:00+01:00', 'fermé maintenant, ouvre demain à 9 h'],
    ['2026-11-27T18:00:00+01:00', 'fermé maintenant, ouvre lundi à 13 h 30'],
    ['2026-11-29T10:00:00+01:00', 'fermé aujourd’hui, ouvre demain à 13 h 30'],
  ])('begin with it when it is closed too (%s)', (now, hours) => {
    const [first] = findPlacesNear(places, { commune: NOBLAT }, at(now))
    expect(first).toMatchObject({ place: { id: 'france-services_1840' }, open: false, hours })
  })

  it('are the same for a shared position', () => {
    const { latitude, longitude } = NOBLAT
    const [first] = findPlacesNear(places, { latitude, longitude }, TUESDAY_MORNING)
    expect(first?.place.id).toBe('france-services_1840')
  })
})

describe('the order', () => {
  const OPEN = 'Tu 09:00-12:00'
  const CLOSED = 'Mo 09:00-12:00'

  it('puts the open one first among places about as near', () => {
    expect(ids([placeAt('closed', 1, CLOSED), placeAt('open', 3, OPEN), placeAt('no hours', 2, '')])).toEqual([
      'open',
      'closed',
      'no hours',
    ])
  })

  it('does not send anyone far for an open door', () => {
    expect(ids([placeAt('near', 1, CLOSED), placeAt('far', 9, OPEN)])).toEqual(['near', 'far'])
  })

  it('does not look for an open one beyond the three nearest', () => {
    const closed = ['a', 'b', 'c'].map((id, km) => placeAt(id, km + 0.5, CLOSED))
    expect(ids([...closed, placeAt('open', 2.8, OPEN)])).toEqual(['a', 'b', 'c'])
  })
})

describe('overseas', () => {
  it.each([
    ['97411', '2026-11-24T05:00:00Z', 'France services de Saint-Denis - Le Brûlé'],
    ['97801', '2026-11-24T14:00:00Z', 'France services de Sandy Ground'],
  ])('%s is open by its own clock', (codeInsee, now, name) => {
    const [first] = findPlacesNear(places, { commune: communeOf(codeInsee) }, at(now))
    expect(first).toMatchObject({ name, open: true })
  })

  it('no place is offered from over the sea', () => {
    expect(findPlacesNear(places, { latitude: 46.78, longitude: -56.17 }, TUESDAY_MORNING)).toEqual([])
  })
})

describe('phones', () => {
  const called = (phone: string) => findPlacesNear([{ ...placeAt('x', 1, ''), phone }], { commune: NOBLAT }, 0)[0]

  it('that cost more than an ordinary call are not given', () => {
    const costly = places.filter(({ phone }) => phone?.startsWith('08 9'))
    expect(costly).toHaveLength(1)
    expect(called('08 90 00 02 12')).toMatchObject({ phone: null, phoneCost: null })
  })

  it('that are free are said to be', () => {
    expect(called('08 05 29 04 40')).toMatchObject({ phone: '08 05 29 04 40', phoneCost: 'appel gratuit' })
  })
})

it.each([
  [0.04, 'à moins de 100 m'],
  [0.4, 'à 0,4 km'],
  [1.04, 'à 1 km'],
  [9.96, 'à 10 km'],
  [14.4, 'à 14 km'],
])('says %s km as « %s »', (km, text) => {
  expect(distanceText(km)).toBe(text)
})

describe('nearest places', () => {
  it('are chosen by type and by service when asked', () => {
    expect(nearestPlaces(places, NOBLAT, { typologie: 'FABLAB' })).toEqual([])
    expect(
      nearestPlaces(places, NOBLAT, { typologie: 'RFS', service: 'Aide aux démarches administratives', count: 5 }),
    ).toHaveLength(5)
  })

  it('are really the nearest, in order, from anywhere in France', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 42, max: 51, noNaN: true }),
        fc.double({ min: -5, max: 8, noNaN: true }),
        (latitude, longitude) => {
          const point = { latitude, longitude }
          const near = nearestPlaces(places, point)
          const all = places.map((place) => distanceKm(place, point)).sort((a, b) => a - b)
          expect(near.map((one) => one.distanceKm)).toEqual(all.slice(0, 3))
        },
      ),
      { numRuns: 50 },
    )
  })
})

describe('distances', () => {
  it('are those of the globe', () => {
    const paris = { latitude: 48.8566, longitude: 2.3522 }
    expect(distanceKm(paris, { latitude: 45.764, longitude: 4.8357 })).toBeCloseTo(391.5, 0)
    expect(distanceKm(paris, paris)).toBe(0)
    expect(distanceKm({ latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 })).toBeCloseTo(111.2, 1)
  })
})

describe('the data', () => {
  it('has 2,845 places, all with a point, a date and a source', () => {
    expect(places).toHaveLength(2845)
    expect(new Set(places.map(({ id }) => id)).size).toBe(2845)
    expect(
      places.filter(({ latitude, longitude }) => !Number.isFinite(latitude) || !Number.isFinite(longitude)),
    ).toEqual([])
    expect(places.filter(({ updatedOn, source }) => updatedOn !== '2024-08-01' || source === '')).toEqual([])
    expect(places.filter(({ itinerant }) => itinerant)).toHaveLength(163)
  })

  it('that lacks a column is refused with its name', () => {
    expect(() => readPlaces('id,nom,latitude,longitude\n1,x,1,2\n')).toThrow('horaires')
  })
})
