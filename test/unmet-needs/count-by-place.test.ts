import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countByPlace, SMALLEST_SHOWN } from '../../unmet-needs/count-by-place.ts'

const people = (many: number, commune: string | null, departement: string | null = '87') =>
  Array.from({ length: many }, () => ({ commune, departement }))

test('fewer than eleven in all: nothing more is said', () => {
  expect(countByPlace(people(10, 'Bellac'))).toEqual([{ commune: null, departement: null, many: null }])
})

test('a commune of eleven is shown, smaller ones join the others of their département', () => {
  const counts = countByPlace([...people(12, 'Limoges'), ...people(6, 'Bellac'), ...people(7, 'Ambazac')])
  expect(counts).toEqual([
    { commune: null, departement: '87', many: 13 },
    { commune: 'Limoges', departement: '87', many: 12 },
  ])
})

test('one small commune alone takes another with it: its figure cannot be had by subtraction', () => {
  const counts = countByPlace([...people(30, 'Limoges'), ...people(11, 'Bellac'), ...people(2, 'Ambazac')])
  expect(counts).toEqual([
    { commune: 'Limoges', departement: '87', many: 30 },
    { commune: null, departement: null, many: 13 },
  ])
})

test('whatever the places, no figure is under eleven and everyone is counted once', () => {
  const anyone = fc.record({
    commune: fc.option(fc.constantFrom('Limoges', 'Bellac', 'Ambazac', 'Guéret', 'Tulle')),
    departement: fc.constantFrom('87', '23', '19'),
  })
  fc.assert(
    fc.property(fc.array(anyone, { minLength: SMALLEST_SHOWN, maxLength: 120 }), (all) => {
      const counts = countByPlace(all)
      expect(counts.every(({ many }) => many !== null && many >= SMALLEST_SHOWN)).toBe(true)
      expect(counts.reduce((sum, { many }) => sum + (many ?? 0), 0)).toBe(all.length)
    }),
  )
})
