import { OUT_OF_SCOPE_KINDS } from '../catalogue/load-catalogue.ts'
import { loadTopics } from '../catalogue/topics.ts'
import { collectVocabulary, createCorrector } from '../language/correct-words.ts'
import { identifyLanguage } from '../language/identify-language.ts'
import { WRONG_ANSWER_COST } from './bands.ts'
import { fitCalibration, type Observation, UNCALIBRATED } from './calibrate.ts'
import { type Example, foldOf } from './example.ts'
import { extractFeatures } from './extract-features.ts'
import { chooseFeatures, columnCount, createVectoriser } from './feature-space.ts'
import { addHinge } from './fit-hinge.ts'
import { fitLinear, type LinearWeights } from './fit-linear.ts'
import { inputsHash } from './inputs-hash.ts'
import { createMatcher, type Matcher } from './match.ts'
import type { Model, ModelClass } from './model.ts'
import { addNoise } from './noise.ts'
import { createRandom } from './random.ts'
import { createRanker } from './rank.ts'
import { wordReader } from './read-words.ts'
import {
  DEFAULT_OPTIONS,
  LABELLED_SET_OPTIONS,
  MANY_A_TOPIC,
  MANY_EXAMPLES,
  OTHER_LANGUAGE_OPTIONS,
  type TrainOptions,
} from './train-options.ts'
import { readWordVectors, WORD_VECTORS_PATH } from './word-vectors.ts'

/** Cost of a wrong answer for each topic of topics.tsv, from its risk. */
export function topicCosts(): Record<string, number> {
  return Object.fromEntries(loadTopics().map(({ id, risk }) => [id, WRONG_ANSWER_COST[risk]]))
}

/** The product's own recipe: its topics' costs, and word vectors learnt from the State's pages. */
export function passerelleOptions(): TrainOptions {
  return { ...DEFAULT_OPTIONS, costs: topicCosts(), vectors: readWordVectors(WORD_VECTORS_PATH) }
}

/** Trains on all examples; confidence is settled on the predictions for each author by a model that never read that author. */
export function train(examples: readonly Example[], options: TrainOptions = passerelleOptions()): Model {
  const calibration =
    options.calibration ??
    fitCalibration(
      observeLeftOut(examples, options).flatMap((fold) => fold.observations),
      examples.some(({ topic }) => topic === null) ? 'outside' : 'topics-left-out',
    )
  return { ...trainOnce(examples, options), calibration }
}

/** Without calibration: one fit on the examples given. */
export function trainOnce(examples: readonly Example[], options: TrainOptions): Model {
  const classes = listClasses(examples, options.costs)
  const classAt = new Map(classes.map(({ id }, at) => [id, at]))
  const random = createRandom(options.fit.seed)
  const copies = [examples]
  for (let copy = 0; copy < options.noisyCopies; copy++)
    copies.push(examples.map((one) => ({ ...one, text: addNoise(one.text, random) })))
  const all = copies.flat()
  const read = wordReader(options.features)
  const vocabulary = collectVocabulary(options.corrects ? examples.map(({ text }) => read(text)) : [])
  const correct = createCorrector(vocabulary)
  const words = all.map(({ text }) => correct(read(text)))
  const counts = words.map((text) => extractFeatures(text, options.features))
  const space = chooseFeatures(counts, options.features, options.minTexts, options.vectors, vocabulary)
  const vectorise = createVectoriser(space)
  const vectors = words.map((text, i) => vectorise(text, counts[i]))
  const labels = Int32Array.from(all, (example) => classAt.get(classId(example)) ?? 0)
  const fitted = fitLinear(vectors, labels, columnCount(space), classes.length, options.fit)
  if (options.hinge) addHinge(fitted, vectors, labels, columnCount(space), options.hinge)
  return {
    recipe: JSON.stringify({
      ...options,
      costs: undefined,
      calibration: undefined,
      vectors: options.vectors !== null,
      examples: examples.length,
    }),
    inputs: inputsHash(examples, options),
    classes,
    space,
    ...compress(fitted, columnCount(space), options.levels),
    bias: fitted.bias,
    calibration: UNCALIBRATED,
  }
}

/** A matcher for any labelled set, in any language; a topic of null is out of scope. The engine is the product's. */
export function trainOnExamples(lines: readonly { text: string; topic: string | null }[]): Matcher {
  const options = isFrench(lines)
    ? { ...LABELLED_SET_OPTIONS, vectors: readWordVectors(WORD_VECTORS_PATH) }
    : OTHER_LANGUAGE_OPTIONS
  const topics = new Set(lines.map(({ topic }) => topic))
  const many = lines.length >= MANY_A_TOPIC * topics.size
  return createMatcher(train(lines, many ? { ...options, ...MANY_EXAMPLES } : options))
}

/** By half of its lines at the least: a short line may look like another language. */
function isFrench(lines: readonly { text: string }[]): boolean {
  const french = lines.filter(({ text }) => identifyLanguage(text) === 'fr')
  return french.length * 2 >= lines.length
}

/** Of the topics of a set without any message outside, one in so many is left out with each fold to stand for outside. */
const TOPICS_OUTSIDE = 8

/**
 * What each author's messages look like to a model trained on the others. Where no example is outside, the model has not read
 * some of the topics either: messages about them are what « outside » looks like to it.
 */
export function observeLeftOut(
  examples: readonly Example[],
  options: TrainOptions,
): { name: string; observations: (Observation & { example: Example })[] }[] {
  const { folds, fold, names } = foldOf(examples)
  const hasOutside = examples.some(({ topic }) => topic === null)
  const topics = [...new Set(examples.map(({ topic }) => topic))].sort()
  const group = new Map(topics.map((topic, at) => [topic, hasOutside ? -1 : at % TOPICS_OUTSIDE]))
  return Array.from({ length: folds }, (_, left) => {
    const unread = ({ topic }: Example): boolean => group.get(topic) === left
    const rank = createRanker(
      trainOnce(
        examples.filter((example, i) => fold[i] !== left && !unread(example)),
        options,
      ),
    )
    const kept = examples.filter((_, i) => fold[i] === left)
    return {
      name: names[left] ?? '',
      observations: kept.map((example) => ({
        example,
        topic: unread(example) ? null : example.topic,
        ranking: rank(example.text),
      })),
    }
  })
}

function classId(example: Example): string {
  return example.topic ?? `out:${example.kind ?? 'near'}`
}

function listClasses(examples: readonly Example[], costs: Readonly<Record<string, number>>): ModelClass[] {
  return [...new Set(examples.map(classId))].sort().map((id) => ({
    id,
    outOfScope: OUT_OF_SCOPE_KINDS.find((kind) => id === `out:${kind}`) ?? null,
    cost: costs[id] ?? WRONG_ANSWER_COST.moyen,
  }))
}

/** Weights as bytes with one scale a row; small ones become zero, which is most of them. */
function compress(
  { weights, classes }: LinearWeights,
  rows: number,
  levels: number,
): { weights: Int8Array; scales: Float32Array } {
  const bytes = new Int8Array(weights.length)
  const scales = new Float32Array(rows)
  for (let row = 0; row < rows; row++) {
    let largest = 1e-12
    for (let at = row * classes; at < (row + 1) * classes; at++)
      largest = Math.max(largest, Math.abs(weights[at] as number))
    const scale = largest / levels
    scales[row] = scale
    for (let at = row * classes; at < (row + 1) * classes; at++) bytes[at] = Math.round((weights[at] as number) / scale)
  }
  return { weights: bytes, scales }
}
