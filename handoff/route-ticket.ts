import type { MediatorProfile } from './mediator-profile.ts'

/** What a request asks of whoever answers it. */
export interface Wish {
  language: string
  /** an id of `bot/texts/themes.json`, null when not known yet */
  theme: string | null
  codeInsee: string | null
  departement: string | null
  /** a same-day need waits for nobody's preference */
  priority: boolean
  openedAt: number
}

/** Somebody on duty, within their hours, not away. */
export interface Aidant {
  id: string
  profile: MediatorProfile
  /** requests they hold now */
  load: number
}

export interface Route {
  /** who sees « pour vous » and is alerted; empty when nobody is free */
  first: string[]
  /** true: whoever comes may take it; false: until `until`, only those of `first` */
  open: boolean
  until: number
}

/**
 * Who a waiting request goes to first: those who speak its language, then know its theme, then cover its territory, then hold the
 * fewest. Kept for them until the delay is over, unless it is urgent, nobody speaks its language, or they all fit alike.
 */
export function routeTicket(
  wish: Wish,
  onDuty: Aidant[],
  { now, offerMs, epciOf }: { now: number; offerMs: number; epciOf?: (codeInsee: string) => string | undefined },
): Route {
  const until = wish.openedAt + offerMs
  const free = onDuty.filter(({ load, profile }) => profile.mostTickets === null || load < profile.mostTickets)
  const epci = wish.codeInsee === null ? undefined : epciOf?.(wish.codeInsee)
  const fits = free.map(({ id, profile, load }) => ({ id, load, fit: fitOf(wish, profile, epci) }))
  const best = fits.reduce((most, { fit }) => Math.max(most, fit), 0)
  const fitting = fits.filter(({ fit }) => fit === best)
  const least = Math.min(...fitting.map(({ load }) => load))
  const first = fitting.filter(({ load }) => load === least).map(({ id }) => id)
  const tellsApart = fitting.length < onDuty.length
  const spoken = best >= SPEAKS
  return { first, until, open: wish.priority || !spoken || !tellsApart || first.length === 0 || now >= until }
}

const SPEAKS = 100
const KNOWS = 10

/** Declared (2) before « everything » (1) before « other things » (0), at each of the three; a better one never loses to a later one. */
function fitOf(wish: Wish, { languages, themes, territories }: MediatorProfile, epci: string | undefined): number {
  const speaks = wish.language === 'fr' || languages.includes(wish.language)
  const places = [wish.codeInsee, epci, wish.departement]
  const codes = territories.map(({ code }) => code)
  return (
    (speaks ? SPEAKS : 0) +
    KNOWS * preference(themes, wish.theme === null ? [] : [wish.theme]) +
    preference(codes, places)
  )
}

function preference(declared: string[], wanted: (string | null | undefined)[]): number {
  if (declared.length === 0 || wanted.every((one) => one == null)) return 1
  return wanted.some((one) => one != null && declared.includes(one)) ? 2 : 0
}
