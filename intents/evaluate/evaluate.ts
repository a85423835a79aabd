import { loadCatalogue } from '../catalogue/load-catalogue.ts'
import type { Example } from '../matcher/example.ts'
import { catalogueExamples } from '../matcher/example.ts'
import { inputsHash } from '../matcher/inputs-hash.ts'
import { createMatcher } from '../matcher/match.ts'
import { readModel } from '../matcher/model-file.ts'
import { createRanker } from '../matcher/rank.ts'
import { passerelleOptions, trainOnce } from '../matcher/train.ts'
import { MODEL_PATH } from '../matcher/train-cli.ts'
import { countQuestions, type QuestionFigures } from './count-questions.ts'
import { confusions, perTopic, reliability, riskCoverage, type TopicFigures } from './details.ts'
import {
  areaUnderCurve,
  countFigures,
  countOutside,
  type Figures,
  type Judged,
  type OutsideFigures,
  percent,
} from './judge.ts'
import { type LeftOut, leaveHandsOut } from './leave-hands-out.ts'
import { judgeMeasuringSet } from './measuring-set.ts'

/** All figures of the understanding, by models that never read what they are measured on. */
export interface Report {
  readonly inputs: string
  /** Whether the committed model is what the catalogue gives now. */
  readonly modelUpToDate: boolean
  readonly phrases: number
  readonly outOfScope: number
  readonly hands: Readonly<Record<string, Figures>>
  readonly allHands: Figures
  readonly voices: Readonly<Record<string, Figures>>
  readonly outside: OutsideFigures
  readonly outsideKinds: Readonly<Record<string, OutsideFigures>>
  readonly areaUnderCurve: number
  /** Of the messages in doubt: how they were asked about. */
  readonly questions: QuestionFigures
  readonly measuringSet: {
    readonly elderly: Figures
    readonly lowLiteracy: Figures
    readonly together: Figures
    readonly outside: OutsideFigures
  }
  readonly noise: Readonly<Record<'plain' | 'typingErrors' | 'byEar', Figures>>
  readonly learningCurve: readonly { hands: number; phrases: number; rightFirst: number }[]
  readonly reliability: ReturnType<typeof reliability>
  readonly riskCoverage: ReturnType<typeof riskCoverage>
  readonly topics: readonly TopicFigures[]
  readonly confusions: ReturnType<typeof confusions>
}

/** Trains a model without each hand (some minutes), then measures everything; deterministic. */
export function evaluate(): Report {
  const catalogue = loadCatalogue()
  const options = passerelleOptions()
  const examples = [
    ...catalogue.phrases.map((phrase) => ({ ...phrase })),
    ...catalogueExamples({ ...catalogue, phrases: [] }),
  ]
  const leftOut = leaveHandsOut(examples, options)
  const inside = leftOut.flatMap((fold) => fold.inside)
  const outside = leftOut.flatMap((fold) => fold.outside)
  const kinds = new Map(catalogue.outOfScope.map(({ text, kind }) => [text, kind]))
  const confidence = ({ match }: Judged): number => match.candidates[0]?.confidence ?? 0
  const inputs = inputsHash(catalogueExamples(catalogue), options)
  const model = readModel(MODEL_PATH)
  const matcher = createMatcher(model)
  const elderly = judgeMeasuringSet('topics-elderly', matcher)
  const lowLiteracy = judgeMeasuringSet('topics-low-literacy', matcher)
  return {
    inputs,
    modelUpToDate: model.inputs === inputs,
    phrases: catalogue.phrases.length,
    outOfScope: catalogue.outOfScope.length,
    hands: Object.fromEntries(leftOut.map((fold) => [fold.hand, countFigures(fold.inside)])),
    allHands: countFigures(inside),
    voices: groupFigures(inside, ({ voice }) => voice, countFigures),
    outside: countOutside(outside),
    outsideKinds: groupFigures(outside, ({ text }) => kinds.get(text) ?? '', countOutside),
    areaUnderCurve: areaUnderCurve(inside.map(confidence), outside.map(confidence)),
    questions: countQuestions(inside),
    measuringSet: {
      elderly: countFigures(elderly),
      lowLiteracy: countFigures(lowLiteracy),
      together: countFigures([...elderly, ...lowLiteracy]),
      outside: countOutside(judgeMeasuringSet('out-of-scope', matcher)),
    },
    noise: {
      plain: countFigures(inside),
      typingErrors: countFigures(leftOut.flatMap((fold) => fold.typed)),
      byEar: countFigures(leftOut.flatMap((fold) => fold.byEar)),
    },
    learningCurve: drawLearningCurve(examples, leftOut),
    reliability: reliability([...inside, ...outside]),
    riskCoverage: riskCoverage([...inside, ...outside]),
    topics: perTopic(inside),
    confusions: confusions(inside),
  }
}

function groupFigures<F>(
  judged: readonly Judged[],
  name: (one: Judged) => string,
  count: (judged: readonly Judged[]) => F,
): Record<string, F> {
  const groups = Map.groupBy(judged, name)
  return Object.fromEntries(
    [...groups].sort(([a], [b]) => a.localeCompare(b)).map(([group, members]) => [group, count(members)]),
  )
}

/** The last hand judged by models of one, two, … other hands: what one more author would bring. Of all others it is known already. */
function drawLearningCurve(
  examples: readonly Example[],
  leftOut: readonly LeftOut[],
): { hands: number; phrases: number; rightFirst: number }[] {
  const options = passerelleOptions()
  const hands = [...new Set(examples.flatMap(({ hand }) => hand ?? []))].sort()
  const judged = hands.at(-1)
  const kept = examples.filter(({ hand }) => hand === judged)
  return hands.slice(0, -1).map((_, at) => {
    const read = examples.filter(({ hand }) => hand === undefined || hands.indexOf(hand) <= at)
    const phrases = read.filter(({ topic }) => topic !== null).length
    const known = at === hands.length - 2 ? leftOut.find(({ hand }) => hand === judged) : undefined
    if (known) return { hands: at + 1, phrases, rightFirst: countFigures(known.inside).rightFirst }
    const rank = createRanker(trainOnce(read, options))
    const right = kept.filter(({ text, topic }) => rank(text).candidates[0]?.topic === topic)
    return { hands: at + 1, phrases, rightFirst: percent(right.length, kept.length) }
  })
}
