import { fitCalibration, type Observation } from '../matcher/calibrate.ts'
import { type Example, foldOf } from '../matcher/example.ts'
import { matchRanking } from '../matcher/match.ts'
import { addTypingErrors, spellByEar } from '../matcher/noise.ts'
import { createRandom } from '../matcher/random.ts'
import { createRanker, type Ranking } from '../matcher/rank.ts'
import { trainOnce } from '../matcher/train.ts'
import type { TrainOptions } from '../matcher/train-options.ts'
import type { Judged } from './judge.ts'

/** One author's messages, and a share of those outside, judged by a model and a calibration that never saw them. */
export interface LeftOut {
  readonly hand: string
  readonly inside: Judged[]
  readonly outside: Judged[]
  /** The same messages in scope with typing errors, and spelled by ear. */
  readonly typed: Judged[]
  readonly byEar: Judged[]
}

interface Ranked {
  readonly example: Example & { readonly voice?: string }
  readonly plain: Ranking
  readonly typed: Ranking
  readonly byEar: Ranking
}

/** Trains once without each author, then settles the confidence of each from the other authors' messages only. */
export function leaveHandsOut(examples: readonly (Example & { voice?: string })[], options: TrainOptions): LeftOut[] {
  const { folds, fold, names } = foldOf(examples)
  const random = createRandom(7)
  const ranked: Ranked[][] = Array.from({ length: folds }, (_, left) => {
    const rank = createRanker(
      trainOnce(
        examples.filter((_, i) => fold[i] !== left),
        options,
      ),
    )
    return examples
      .filter((_, i) => fold[i] === left)
      .map((example) => ({
        example,
        plain: rank(example.text),
        typed: rank(addTypingErrors(example.text, random)),
        byEar: rank(spellByEar(example.text, random)),
      }))
  })
  return ranked.map((own, left) => {
    const others = ranked.filter((_, at) => at !== left).flat()
    const calibration = fitCalibration(
      others.map(({ example, plain }): Observation => ({ ranking: plain, topic: example.topic })),
    )
    const judge = (which: 'plain' | 'typed' | 'byEar', inScope: boolean): Judged[] =>
      own
        .filter(({ example }) => (example.topic !== null) === inScope)
        .map(({ example, [which]: ranking }) => ({
          text: example.text,
          right: example.topic === null ? [] : [example.topic],
          voice: example.voice ?? '',
          match: matchRanking(ranking, calibration),
        }))
    return {
      hand: names[left] ?? '',
      inside: judge('plain', true),
      outside: judge('plain', false),
      typed: judge('typed', true),
      byEar: judge('byEar', true),
    }
  })
}
