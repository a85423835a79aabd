import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { networkFor } from '../../network/settings/network-for.ts'
import { isOpen, nextOpening } from '../../network/settings/opening.ts'
import { networkSettingsSchema } from '../../network/settings/settings.schema.ts'

const MORNING = [{ from: '09:00', to: '12:00' }]
const at = (iso: string) => Date.parse(iso)
const network = (change: object = {}) =>
  networkSettingsSchema.parse({
    id: 'hub',
    name: 'Hub',
    timeZone: 'Europe/Paris',
    openingHours: { monday: MORNING, tuesday: [...MORNING, { from: '14:00', to: '17:00' }] },
    ...change,
  })

describe('a network', () => {
  it.each([
    ['2026-11-23T09:00:00+01:00', true],
    ['2026-11-23T11:59:59+01:00', true],
    ['2026-11-23T12:00:00+01:00', false],
    ['2026-11-24T15:00:00+01:00', true],
    ['2026-11-25T10:00:00+01:00', false],
  ])('at %s is open: %s', (now, open) => {
    expect(isOpen(network(), at(now))).toBe(open)
  })

  it.each([
    ['before the hour', '2026-11-23T08:00:00+01:00', '2026-11-23T09:00:00+01:00'],
    ['while it is open', '2026-11-23T09:00:00+01:00', '2026-11-24T09:00:00+01:00'],
    ['at lunch', '2026-11-24T12:30:00+01:00', '2026-11-24T14:00:00+01:00'],
    ['over the week', '2026-11-24T18:00:00+01:00', '2026-11-30T09:00:00+01:00'],
    ['over the change to summer time', '2026-03-28T12:00:00+01:00', '2026-03-30T09:00:00+02:00'],
    ['over the change to winter time', '2026-10-24T12:00:00+02:00', '2026-10-26T09:00:00+01:00'],
  ])('%s opens next when it should', (_, now, expected) => {
    expect(nextOpening(network(), at(now))).toBe(at(expected))
  })

  it('is closed on the days it says, whatever the weekday', () => {
    const settings = network({ closedOn: ['2026-11-23'] })
    expect(isOpen(settings, at('2026-11-23T10:00:00+01:00'))).toBe(false)
    expect(nextOpening(settings, at('2026-11-22T10:00:00+01:00'))).toBe(at('2026-11-24T09:00:00+01:00'))
  })

  it('opens by its own clock', () => {
    const reunion = network({ timeZone: 'Indian/Reunion' })
    expect(isOpen(reunion, at('2026-11-23T05:00:00Z'))).toBe(true)
    expect(nextOpening(reunion, at('2026-11-22T20:30:00Z'))).toBe(at('2026-11-23T09:00:00+04:00'))
  })

  it('without hours promises nothing', () => {
    expect(nextOpening(network({ openingHours: {} }), at('2026-11-23T10:00:00+01:00'))).toBeNull()
    expect(isOpen(network({ openingHours: {} }), at('2026-11-23T10:00:00+01:00'))).toBe(false)
  })

  it('is open at each opening it promises, and closed until then unless it is open now', () => {
    const settings = network()
    const moment = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2028-01-01T00:00:00Z') })
    fc.assert(
      fc.property(moment, fc.double({ min: 0, max: 0.999, noNaN: true }), (now, part) => {
        const next = nextOpening(settings, now) ?? Number.NaN
        expect(next).toBeGreaterThan(now)
        expect(isOpen(settings, next)).toBe(true)
        if (!isOpen(settings, now)) expect(isOpen(settings, Math.floor(now + (next - now) * part))).toBe(false)
      }),
    )
  })
})

describe('the network that covers a territory', () => {
  const networks = [
    network({ id: 'creuse', territories: ['23'] }),
    network({ id: 'haute-vienne', territories: ['87', '2A', '974'] }),
    network({ id: 'noblat', territories: ['87161'] }),
    network({ id: 'monts', territories: ['200040558'] }),
    network({ id: 'capitals', territories: ['75056', '69123', '13055'] }),
  ]
  const epciOf = (code: string) => (code === '87001' ? '200040558' : undefined)

  it.each([
    ['23', 'creuse'],
    ['23096', 'creuse'],
    ['87085', 'haute-vienne'],
    ['87161', 'noblat'],
    ['87001', 'monts'],
    ['2A004', 'haute-vienne'],
    ['97411', 'haute-vienne'],
    ['75112', 'capitals'],
    ['69383', 'capitals'],
    ['13216', 'capitals'],
  ])('%s is %s', (code, id) => {
    expect(networkFor(networks, code, epciOf)?.id).toBe(id)
  })

  it('is none when nobody covers it, and the one for everyone when there is one', () => {
    expect(networkFor(networks, '29019')).toBeNull()
    expect(networkFor([...networks, network({ id: 'everywhere' })], '29019')?.id).toBe('everywhere')
    expect(networkFor([network({ id: 'everywhere' }), ...networks], '23096')?.id).toBe('creuse')
  })
})
