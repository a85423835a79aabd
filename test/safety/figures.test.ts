import { describe, expect, it } from 'vitest'
import { developmentSet, measuringSet, ordinaryAlarms, safetyFigures, share } from './figures.ts'

const floors: Record<string, number> = {
  'dangers caught': 0.98,
  'look-alikes left in peace': 0.95,
  'secrets masked': 1,
  'harmless numbers kept': 0.96,
  'scams recognised': 0.95,
  'genuine not called scam': 0.97,
}

describe('the figures of the measuring set', () => {
  const figures = safetyFigures(measuringSet())
  it.each(Object.entries(floors))('%s: at least %d', (name, floor) => {
    const figure = figures[name]
    expect(figure?.wrong.slice(0, Math.floor((figure.of ?? 0) * (1 - floor) + 1e-9))).toEqual(figure?.wrong)
    expect(figure?.of).toBeGreaterThan(0)
  })

  it('catches every danger of the measuring set', () => {
    expect(figures['dangers caught']?.wrong).toEqual([])
  })
})

describe('the figures of the development set', () => {
  const samples = developmentSet()
  const figures = safetyFigures(samples)

  it('holds at least forty messages of each kind', () => {
    for (const label of [
      'suicide',
      'child',
      'medical',
      'violence',
      'homeless_tonight',
      'hunger',
      'ongoing_fraud',
      'none',
      'scam',
      'genuine',
      'secret',
      'not_secret',
    ])
      expect(samples.filter((sample) => sample.label === label).length, label).toBeGreaterThanOrEqual(40)
  })

  it.each(Object.entries(floors))('%s: at least %d', (name, floor) => {
    const figure = figures[name]
    expect(figure === undefined ? 0 : share(figure), figure?.wrong.join('\n')).toBeGreaterThanOrEqual(floor)
  })

  it('catches the dangers told in the other languages offered', () => {
    const foreign = safetyFigures(samples.filter((sample) => sample.language !== undefined))
    expect(foreign['dangers caught']?.wrong).toEqual([])
    expect(foreign['look-alikes left in peace']?.wrong).toEqual([])
  })
})

describe('ordinary administrative messages', () => {
  it('raise the alarm for less than one in two hundred, the asylum seeker threatened with death apart', () => {
    const { of, wrong } = ordinaryAlarms()
    expect(of).toBeGreaterThan(200)
    expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(Math.ceil(of * 0.005))
  })
})
