import { describe, expect, it } from 'vitest'
import { loadCommunes } from '../../network/communes/communes.ts'
import { editDistance } from '../../network/communes/edit-distance.ts'
import { nearestCommune } from '../../network/communes/nearest-commune.ts'
import { timeZoneOf } from '../../network/places/time-zone-of.ts'

const index = loadCommunes()

describe('the communes', () => {
  it('are read once', () => {
    expect(loadCommunes()).toBe(index)
  })

  it('all have a point and a département, even where the data set has none', () => {
    const lame = index.all.filter(
      ({ latitude, longitude, departement }) =>
        !Number.isFinite(latitude) || !Number.isFinite(longitude) || departement === '',
    )
    expect(lame).toEqual([])
    expect(index.byCode.get('85165')?.latitude).toBeCloseTo(46.8, 0)
    expect(index.byCode.get('01015')?.name).toBe('Arboys en Bugey')
  })

  it('have the three cities in one piece, as many people as their arrondissements', () => {
    expect(index.byName.get('paris')?.[0]).toMatchObject({ codeInsee: '75056', departement: '75' })
    expect(index.byName.get('paris')?.[0]?.population).toBeGreaterThan(2_000_000)
    expect(index.byName.get('marseille')?.[0]?.population).toBeGreaterThan(800_000)
    expect(index.byName.get('lyon')?.[0]?.population).toBeGreaterThan(500_000)
  })

  it.each([
    ['87161', 45.8447, 1.4991],
    ['97411', -20.9434, 55.4444],
  ])('gives %s for a position shared there', (codeInsee, latitude, longitude) => {
    expect(nearestCommune(index, { latitude, longitude })?.codeInsee).toBe(codeInsee)
  })

  it('gives none for a position in the middle of the sea', () => {
    expect(nearestCommune(index, { latitude: 40, longitude: -30 })).toBeNull()
  })
})

it.each([
  ['87400', 'Europe/Paris'],
  ['20000', 'Europe/Paris'],
  ['97110', 'America/Guadeloupe'],
  ['97150', 'America/Marigot'],
  ['97133', 'America/St_Barthelemy'],
  ['97200', 'America/Martinique'],
  ['97300', 'America/Cayenne'],
  ['97400', 'Indian/Reunion'],
  ['97500', 'America/Miquelon'],
  ['97600', 'Indian/Mayotte'],
  ['98600', 'Pacific/Wallis'],
  ['98713', 'Pacific/Tahiti'],
  ['98800', 'Pacific/Noumea'],
])('lives at %s by the clock of %s', (postcode, timeZone) => {
  expect(timeZoneOf({ postcode })).toBe(timeZone)
  expect(() => new Intl.DateTimeFormat('fr', { timeZone })).not.toThrow()
})

it.each([
  ['limoge', 'limoges', 1],
  ['starsbourg', 'strasbourg', 1],
  ['bellac', 'bellac', 0],
  ['paris', 'lyon', Number.POSITIVE_INFINITY],
  ['abcd', 'badc', 2],
])('counts the slips between %s and %s', (a, b, slips) => {
  expect(editDistance(a, b, 2)).toBe(slips)
  expect(editDistance(b, a, 2)).toBe(slips)
})
