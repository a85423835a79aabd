import type { OutOfScopeKind } from '../catalogue/load-catalogue.ts'
import { type Band, chooseBand } from './bands.ts'
import { type Calibration, confidenceAt } from './calibrate.ts'
import type { Model } from './model.ts'
import { createRanker, type Ranking } from './rank.ts'
import { splitNeeds } from './split-needs.ts'

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

/** Confidence, band and kind, from what the linear model says. */
export function matchRanking(ranking: Ranking, calibration: Calibration): Match {
  const candidates = ranking.candidates
    .map(({ topic, cost }, at) => ({ topic, cost, confidence: confidenceAt(ranking, at, calibration) }))
    .sort((a, b) => b.confidence - a.confidence)
  const best = candidates[0]
  const band = chooseBand(candidates, best?.cost ?? 1)
  const outside = ranking.outside > (ranking.candidates[0]?.probability ?? 0)
  return {
    band,
    topic: band === 'sure' ? (best?.topic ?? null) : null,
    candidates: candidates.map(({ topic, confidence }) => ({ topic, confidence })),
    outOfScope: outside && band !== 'sure' ? ranking.kind : null,
  }
}

/** Ready to match as soon as it returns; keeps the model's arrays as they are. */
export function createMatcher(model: Model): Matcher {
  const rank = createRanker(model)
  const match = (text: string): Match => matchRanking(rank(text), model.calibration)
  return { match, matchNeeds: (text) => splitNeeds(text, match) }
}
