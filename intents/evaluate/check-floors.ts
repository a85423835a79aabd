import { loadCatalogue, type Phrase } from '../catalogue/load-catalogue.ts'
import type { Matcher } from '../matcher/match.ts'
import { addNoise } from '../matcher/noise.ts'
import { createRandom } from '../matcher/random.ts'
import floors from './floors.json' with { type: 'json' }
import { countFigures, countOutside, percent } from './judge.ts'
import { judgeMeasuringSet } from './measuring-set.ts'

/** A figure of a model, in percent, that is on the wrong side of its floor (or ceiling). */
export interface Shortfall {
  readonly figure: string
  readonly got: number
  readonly floor: number
}

/** Of the messages of the measuring set, answered as sure and wrongly; of those outside, answered as sure at all. */
const MOST_WRONG_SURE = 2
const MOST_OUTSIDE_SURE = 4

/** Points a model that learnt more may lose on the catalogue's own phrases, read with noise it was not trained on. */
const MOST_LOST = 1
const EVERY = 5
const SEED = 4711

/** What keeps a model from being served in the place of another; null when nothing does. Takes some seconds. */
export function findShortfall(candidate: Matcher, served: Matcher): Shortfall | null {
  const elderly = judgeMeasuringSet('topics-elderly', candidate)
  const lowLiteracy = judgeMeasuringSet('topics-low-literacy', candidate)
  const [old, ear, all] = [elderly, lowLiteracy, [...elderly, ...lowLiteracy]].map((judged) => countFigures(judged))
  const outside = countOutside(judgeMeasuringSet('out-of-scope', candidate))
  const known = noisyPhrases()
  const atLeast: [figure: string, got: number | undefined, floor: number][] = [
    ['measuringSet.elderly.rightFirst', old?.rightFirst, floors['measuringSet.elderly.rightFirst']],
    ['measuringSet.elderly.inTopThree', old?.inTopThree, floors['measuringSet.elderly.inTopThree']],
    ['measuringSet.lowLiteracy.rightFirst', ear?.rightFirst, floors['measuringSet.lowLiteracy.rightFirst']],
    ['measuringSet.lowLiteracy.inTopThree', ear?.inTopThree, floors['measuringSet.lowLiteracy.inTopThree']],
    ['measuringSet.together.sure', all?.sure, floors['measuringSet.together.sure']],
    ['catalogue.rightFirst', rightFirst(candidate, known), rightFirst(served, known) - MOST_LOST],
  ]
  const atMost: [figure: string, got: number | undefined, ceiling: number][] = [
    ['measuringSet.together.wrongSure', all?.wrongSure, MOST_WRONG_SURE],
    ['measuringSet.outside.sure', outside.sure, MOST_OUTSIDE_SURE],
  ]
  const failed =
    atLeast.find(([, got = 0, floor]) => got < floor) ?? atMost.find(([, got = 100, ceiling]) => got > ceiling)
  return failed ? { figure: failed[0], got: failed[1] ?? 0, floor: Math.round(10 * failed[2]) / 10 } : null
}

function noisyPhrases(): Pick<Phrase, 'text' | 'topic'>[] {
  const random = createRandom(SEED)
  return loadCatalogue()
    .phrases.filter((_, at) => at % EVERY === 0)
    .map(({ text, topic }) => ({ text: addNoise(text, random), topic }))
}

function rightFirst(matcher: Matcher, phrases: readonly Pick<Phrase, 'text' | 'topic'>[]): number {
  const right = phrases.filter(({ text, topic }) => matcher.match(text).candidates[0]?.topic === topic)
  return percent(right.length, phrases.length)
}
