import type { OutOfScopeKind } from '../catalogue/load-catalogue.ts'
import type { Band } from './bands.ts'

/** What a message means, as far as the matcher can tell. */
export interface Match {
  readonly band: Band
  /** The best candidate when the band is sure, else null. */
  readonly topic: string | null
  /** At most five, best first; confidence is the calibrated probability that this topic is the right one. */
  readonly candidates: { topic: string; confidence: number }[]
  /** The kind of message outside it most probably is; null when it is more probably about a topic. */
  readonly outOfScope: OutOfScopeKind | null
}

export interface Matcher {
  /** The one thing the message is about. */
  match(text: string): Match
  /** One match a need: two when the message clearly holds two different ones, in the order they were written; else one. */
  matchNeeds(text: string): Match[]
}
