import { chooseBand } from './bands.ts'
import { confidenceAt } from './calibrate.ts'
import type { Calibration } from './calibration.ts'
import type { Match, Matcher } from './match-types.ts'
import type { Model } from './model.ts'
import { createRanker, type Ranking } from './rank.ts'
import { splitNeeds } from './split-needs.ts'

export type { Match, Matcher } from './match-types.ts'

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
