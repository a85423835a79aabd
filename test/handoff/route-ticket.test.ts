import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyProfile, type MediatorProfile, nextShift, standingOf } from '../../handoff/mediator-profile.ts'
import { type Aidant, routeTicket, type Wish } from '../../handoff/route-ticket.ts'

const MINUTE = 60_000
/** Monday 2 November 2026, 10:05 in Paris. */
const AT_10_05 = Date.UTC(2026, 10, 2, 9, 5)
const wish: Wish = {
  language: 'fr',
  theme: null,
  codeInsee: '87161',
  departement: '87',
  priority: false,
  openedAt: AT_10_05,
}
const aidant = (id: string, profile: Partial<MediatorProfile> = {}, load = 0): Aidant => ({
  id,
  load,
  profile: { ...emptyProfile, ...profile },
})
const at = (minutes: number) => ({ now: AT_10_05 + minutes * MINUTE, offerMs: 10 * MINUTE })
const inPortugueseAboutCaf: Wish = { ...wish, language: 'pt', theme: 'social_sante' }

describe('a request in Portuguese about Caf at 10:05', () => {
  const ana = aidant('ana', { languages: ['pt'], themes: ['social_sante'] })
  const rui = aidant('rui', { languages: ['pt'], themes: ['logement'] })
  const lea = aidant('lea', { themes: ['social_sante'] })

  it('goes to the free aidant with pt and social', () => {
    expect(routeTicket(inPortugueseAboutCaf, [lea, rui, ana], at(0))).toEqual({
      first: ['ana'],
      open: false,
      until: AT_10_05 + 10 * MINUTE,
    })
  })

  it('goes to who speaks it before who knows the theme', () => {
    expect(routeTicket(inPortugueseAboutCaf, [lea, rui], at(0))).toMatchObject({ first: ['rui'], open: false })
  })

  it('passes over one whose hands are full', () => {
    const busy = aidant('ana', { ...ana.profile, mostTickets: 2 }, 2)
    expect(routeTicket(inPortugueseAboutCaf, [busy, rui, lea], at(0)).first).toEqual(['rui'])
  })

  it('is open to everyone on duty when none of them speaks it', () => {
    expect(routeTicket(inPortugueseAboutCaf, [lea, aidant('paul')], at(0))).toMatchObject({ open: true })
  })

  it('waits for nobody in particular when nobody is there', () => {
    expect(routeTicket(inPortugueseAboutCaf, [], at(0))).toMatchObject({ first: [], open: true })
  })
})

describe('a request in French', () => {
  it('goes to who declared its theme before who takes everything, and to that one before who declared others', () => {
    const knows = aidant('knows', { themes: ['logement'] })
    const any = aidant('any')
    const other = aidant('other', { themes: ['justice'] })
    const about = { ...wish, theme: 'logement' }
    expect(routeTicket(about, [other, any, knows], at(0)).first).toEqual(['knows'])
    expect(routeTicket(about, [other, any], at(0)).first).toEqual(['any'])
  })

  it('goes to who covers its commune, its EPCI or its département', () => {
    const there = (code: string) => aidant(code, { territories: [{ code, label: code }] })
    const epciOf = () => '200066512'
    for (const code of ['87161', '200066512', '87'])
      expect(routeTicket(wish, [there('23'), there(code)], { ...at(0), epciOf }).first).toEqual([code])
  })

  it('among equals goes to those who hold the fewest, and anyone may take it', () => {
    expect(
      routeTicket(wish, [aidant('one', {}, 2), aidant('two', {}, 1), aidant('three', {}, 1)], at(0)),
    ).toMatchObject({
      first: ['two', 'three'],
      open: true,
    })
  })

  it('opens to all on duty when the delay is over, and at once when it is urgent', () => {
    const team = [aidant('knows', { themes: ['logement'] }), aidant('other', { themes: ['justice'] })]
    const about = { ...wish, theme: 'logement' }
    expect(routeTicket(about, team, at(9)).open).toBe(false)
    expect(routeTicket(about, team, at(10)).open).toBe(true)
    expect(routeTicket({ ...about, priority: true }, team, at(0)).open).toBe(true)
  })
})

it('whoever is on duty, it is never kept for nobody, and never for one who is full', () => {
  const anyProfile = fc.record({
    languages: fc.subarray(['pt', 'ar']),
    themes: fc.subarray(['logement', 'social_sante']),
    mostTickets: fc.option(fc.integer({ min: 1, max: 3 })),
  })
  const anyTeam = fc.array(fc.tuple(anyProfile, fc.integer({ min: 0, max: 4 })), { maxLength: 6 })
  fc.assert(
    fc.property(
      anyTeam,
      fc.constantFrom('fr', 'pt'),
      fc.option(fc.constantFrom('logement')),
      (team, language, theme) => {
        const onDuty = team.map(([profile, load], index) => aidant(`${index}`, profile, load))
        const route = routeTicket({ ...wish, language, theme }, onDuty, at(0))
        expect(route.open || route.first.length > 0).toBe(true)
        for (const id of route.first) {
          const one = onDuty.find((aidant) => aidant.id === id)
          expect(one && (one.profile.mostTickets === null || one.load < one.profile.mostTickets)).toBe(true)
        }
      },
    ),
  )
})

describe('somebody’s hours', () => {
  const mornings = { ...emptyProfile, shifts: { ...emptyProfile.shifts, monday: [{ from: '09:00', to: '12:00' }] } }
  const zone = 'Europe/Paris'
  const network = { openingHours: emptyProfile.shifts, closedOn: [], timeZone: zone }

  it('are kept to: off shift they are not counted on, and without hours they always are', () => {
    expect(standingOf(mornings, AT_10_05, zone)).toBe('there')
    expect(standingOf(mornings, AT_10_05 + 120 * MINUTE, zone)).toBe('off-shift')
    expect(standingOf(emptyProfile, AT_10_05 + 720 * MINUTE, zone)).toBe('there')
  })

  it('do not count on a day away, the last day included', () => {
    const away = { ...mornings, absence: { from: '2026-11-01', until: '2026-11-02' } }
    expect(standingOf(away, AT_10_05, zone)).toBe('absent')
    expect(standingOf({ ...away, absence: { from: '2026-10-01', until: '2026-11-01' } }, AT_10_05, zone)).toBe('there')
  })

  it('make the date of a promise, past any absence', () => {
    const nextMonday = Date.UTC(2026, 10, 9, 8, 0)
    expect(nextShift(mornings, network, AT_10_05)).toBe(nextMonday)
    const away = { ...mornings, absence: { from: '2026-11-05', until: '2026-11-12' } }
    expect(nextShift(away, network, AT_10_05)).toBe(Date.UTC(2026, 10, 16, 8, 0))
    expect(nextShift(emptyProfile, network, AT_10_05)).toBeNull()
  })
})
