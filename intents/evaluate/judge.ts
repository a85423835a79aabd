import type { Match } from '../matcher/match.ts'

/** A message, what it was really about (empty: outside), and what the matcher said of it. */
export interface Judged {
  readonly text: string
  readonly right: readonly string[]
  readonly voice: string
  readonly match: Match
}

/** Shares are percentages of the messages counted, to one decimal. */
export interface Figures {
  readonly messages: number
  readonly rightFirst: number
  readonly inTopThree: number
  readonly sure: number
  readonly wrongSure: number
  readonly unsure: number
  readonly none: number
}

export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10
}

export function isRightFirst({ right, match }: Judged): boolean {
  return right.includes(match.candidates[0]?.topic ?? '')
}

/** For messages in scope. */
export function countFigures(judged: readonly Judged[]): Figures {
  const share = (test: (one: Judged) => boolean): number => percent(judged.filter(test).length, judged.length)
  return {
    messages: judged.length,
    rightFirst: share(isRightFirst),
    inTopThree: share(({ right, match }) => match.candidates.slice(0, 3).some(({ topic }) => right.includes(topic))),
    sure: share(({ match }) => match.band === 'sure'),
    wrongSure: share(({ match, right }) => match.topic !== null && !right.includes(match.topic)),
    unsure: share(({ match }) => match.band === 'unsure'),
    none: share(({ match }) => match.band === 'none'),
  }
}

/** For messages outside: being sure of anything is the mistake; « none » is the aim. */
export interface OutsideFigures {
  readonly messages: number
  readonly sure: number
  readonly none: number
  /** Said to be outside, of any kind. */
  readonly recognised: number
}

export function countOutside(judged: readonly Judged[]): OutsideFigures {
  const share = (test: (one: Judged) => boolean): number => percent(judged.filter(test).length, judged.length)
  return {
    messages: judged.length,
    sure: share(({ match }) => match.band === 'sure'),
    none: share(({ match }) => match.band === 'none'),
    recognised: share(({ match }) => match.outOfScope !== null),
  }
}

/** Chance that a message in scope gets a higher confidence than one outside; one half is a coin. */
export function areaUnderCurve(inside: readonly number[], outside: readonly number[]): number {
  const all = [
    ...inside.map((score) => ({ score, inside: true })),
    ...outside.map((score) => ({ score, inside: false })),
  ]
  all.sort((a, b) => a.score - b.score)
  let below = 0
  let wins = 0
  for (const one of all) {
    if (one.inside) wins += below
    else below += 1
  }
  return Math.round((1e4 * wins) / Math.max(1, inside.length * outside.length)) / 1e4
}
