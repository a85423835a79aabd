import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, localTime, momentOf } from '../../network/local-time.ts'
import { openingToday } from '../../network/places/opening-hours.ts'
import { parseOpeningHours } from '../../network/places/parse-opening-hours.ts'
import { loadPlaces } from '../../network/places/places.ts'

const PARIS = 'Europe/Paris'
const at = (iso: string) => Date.parse(iso)
/** of Saint-Léonard-de-Noblat, a real row */
const NOBLAT =
  'Mo 13:30-17:00; Tu 09:00-12:30,13:30-17:00; We 09:00-12:30,13:30-17:00; Th 09:00-12:30,13:30-17:00; Fr 13:30-17:00'

describe('the hours of a place', () => {
  it.each([
    ['Tuesday morning', '2026-11-24T10:00:00+01:00', 'open', '9 h – 12 h 30, 13 h 30 – 17 h'],
    ['Tuesday at noon', '2026-11-24T12:30:00+01:00', 'closed', '9 h – 12 h 30, 13 h 30 – 17 h'],
    ['the minute it opens', '2026-11-24T09:00:00+01:00', 'open', '9 h – 12 h 30, 13 h 30 – 17 h'],
    ['the minute it closes', '2026-11-24T17:00:00+01:00', 'closed', '9 h – 12 h 30, 13 h 30 – 17 h'],
    ['Monday morning', '2026-11-23T10:00:00+01:00', 'closed', '13 h 30 – 17 h'],
    ['Sunday', '2026-11-22T10:00:00+01:00', 'closed', 'fermé aujourd’hui'],
  ])('on %s', (_, now, state, today) => {
    expect(openingToday(NOBLAT, at(now), PARIS)).toMatchObject({ state, today })
  })

  it('say when it closes, or when it opens next', () => {
    expect(openingToday(NOBLAT, at('2026-11-24T10:00:00+01:00'), PARIS).closesAt).toBe(at('2026-11-24T12:30:00+01:00'))
    expect(openingToday(NOBLAT, at('2026-11-24T13:00:00+01:00'), PARIS).opensNext).toBe(at('2026-11-24T13:30:00+01:00'))
    expect(openingToday(NOBLAT, at('2026-11-27T18:00:00+01:00'), PARIS).opensNext).toBe(at('2026-11-30T13:30:00+01:00'))
  })

  it('find the same weekday of next week when it is the only one', () => {
    expect(openingToday('We 09:00-12:00', at('2026-11-25T15:00:00+01:00'), PARIS).opensNext).toBe(
      at('2026-12-02T09:00:00+01:00'),
    )
  })

  it('are read by the clock of the place', () => {
    const now = at('2026-11-24T05:00:00Z')
    expect(openingToday(NOBLAT, now, 'Indian/Reunion').state).toBe('open')
    expect(openingToday(NOBLAT, now, PARIS).state).toBe('closed')
    expect(openingToday('Mo 08:00-12:00', at('2026-11-24T02:30:00Z'), 'America/Martinique').today).toBe('8 h – 12 h')
  })

  it('keep their wall clock over the changes of time', () => {
    expect(openingToday('Mo 09:00-12:00', at('2026-03-28T12:00:00+01:00'), PARIS).opensNext).toBe(
      at('2026-03-30T09:00:00+02:00'),
    )
    expect(openingToday('Mo 09:00-12:00', at('2026-10-24T12:00:00+02:00'), PARIS).opensNext).toBe(
      at('2026-10-26T09:00:00+01:00'),
    )
  })
})

describe('what cannot be trusted', () => {
  it.each([
    '',
    '  ',
    'sur rendez-vous',
    'Mo 9h-12h',
    'Mo 09:00-25:00',
    'Mo 12:00-09:00',
    'PH off',
    'Mo-',
    'Fr-Mo 09:00-12:00',
  ])('is unknown: « %s »', (raw) => {
    expect(openingToday(raw, at('2026-11-23T10:00:00+01:00'), PARIS).state).toBe('unknown')
  })

  it('is unknown only on the days concerned', () => {
    const week = parseOpeningHours('Mo 09:00-12:00; Th 08:30-12:00,08:30-16:00; Fr 00:00-00:00')
    expect(week?.[0]).toEqual([{ from: 540, to: 720 }])
    expect(week?.[3]).toBe('unknown')
    expect(week?.[4]).toBe('unknown')
    expect(week?.[5]).toEqual([])
  })

  it('gives no next opening beyond an unknown day', () => {
    const opening = openingToday('Th 08:30-12:00,08:30-16:00; Fr 09:00-12:00', at('2026-11-25T10:00:00+01:00'), PARIS)
    expect(opening).toEqual({ state: 'closed', today: 'fermé aujourd’hui' })
  })

  it('does not include an empty range beside real ones, a range written twice, or two that touch', () => {
    expect(parseOpeningHours('We 00:00-00:00,09:00-12:00')?.[2]).toEqual([{ from: 540, to: 720 }])
    expect(parseOpeningHours('Mo 13:30-16:00,13:30-16:00')?.[0]).toEqual([{ from: 810, to: 960 }])
    expect(parseOpeningHours('Mo 09:00-12:00,12:00-17:00')?.[0]).toEqual([{ from: 540, to: 1020 }])
  })

  it('does not include runs and lists of days', () => {
    expect(parseOpeningHours('Mo-Fr 09:00-12:00; Sa,Su off')).toEqual([
      ...Array.from({ length: 5 }, () => [{ from: 540, to: 720 }]),
      [],
      [],
    ])
  })
})

it('reads the hours of all 2,845 places: 48 have none, the others parse, 53 days of 25 places contradict themselves', () => {
  const places = loadPlaces()
  const weeks = places.map(({ openingHours }) => parseOpeningHours(openingHours))
  const unknownDays = weeks.map((week) => week?.filter((day) => day === 'unknown').length ?? 0)
  expect(places).toHaveLength(2845)
  expect(weeks.filter((week) => week === null)).toHaveLength(48)
  expect(places.filter(({ openingHours }) => openingHours === '')).toHaveLength(48)
  expect(unknownDays.reduce((sum, count) => sum + count, 0)).toBe(53)
  expect(unknownDays.filter((count) => count > 0)).toHaveLength(25)
})

it('never promises an opening in the past, nor is open after its closing time, at any place and moment', () => {
  const places = loadPlaces()
  const moment = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z') })
  const zone = fc.constantFrom(PARIS, 'Indian/Reunion', 'America/Martinique', 'America/Miquelon', 'Pacific/Noumea')
  fc.assert(
    fc.property(fc.nat(places.length - 1), moment, zone, (place, now, timeZone) => {
      const { state, closesAt, opensNext } = openingToday(places[place]?.openingHours ?? '', now, timeZone)
      if (state === 'open') expect(closesAt).toBeGreaterThan(now)
      else expect(closesAt).toBeUndefined()
      if (opensNext === undefined) return
      expect(opensNext).toBeGreaterThan(now)
      expect(openingToday(places[place]?.openingHours ?? '', opensNext, timeZone).state).toBe('open')
    }),
    { numRuns: 400 },
  )
})

describe('the clock on the wall', () => {
  it('shows an hour skipped in spring an hour later, and one that comes twice the first time', () => {
    expect(momentOf({ year: 2026, month: 3, day: 29 }, 150, PARIS)).toBe(at('2026-03-29T03:30:00+02:00'))
    expect(momentOf({ year: 2026, month: 10, day: 25 }, 150, PARIS)).toBe(at('2026-10-25T02:30:00+02:00'))
  })

  it('goes over the end of a month and of a year', () => {
    expect(addDays({ year: 2026, month: 12, day: 31 }, 1)).toEqual({ year: 2027, month: 1, day: 1 })
    expect(addDays({ year: 2028, month: 2, day: 28 }, 1)).toEqual({ year: 2028, month: 2, day: 29 })
  })

  it('is read back as it was set, outside the hours that do not exist', () => {
    const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 240, max: 1439 }),
        fc.constantFrom(PARIS, 'America/Miquelon'),
        (date, minutes, timeZone) => {
          const wall = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
          expect(localTime(momentOf(wall, minutes, timeZone), timeZone)).toMatchObject({ ...wall, minutes })
        },
      ),
    )
  })
})
