import type { OutOfScopeKind } from '../catalogue/load-catalogue.ts'
import { createCorrector } from '../language/correct-words.ts'
import { createVectoriser, type SparseVector } from './feature-space.ts'
import { addRows, softmax } from './fit-linear.ts'
import type { Model, ModelClass } from './model.ts'
import { wordReader } from './read-words.ts'

/** What the linear model alone says of a message, before confidence and bands. */
export interface Ranking {
  /** Best first, at most CANDIDATES. */
  readonly candidates: readonly { readonly topic: string; readonly probability: number; readonly cost: number }[]
  /** Probability that the message is outside, all kinds together. */
  readonly outside: number
  /** The likeliest kind outside. */
  readonly kind: OutOfScopeKind | null
  /** Share of the words that were seen in training. */
  readonly known: number
  readonly words: number
  /** How far the best score stands above the average of all, which falls when nothing in the message is telling. */
  readonly peak: number
}

const CANDIDATES = 5

/** Sorts out the probabilities of all classes. */
export function rankScores(
  scores: Float32Array,
  classes: readonly ModelClass[],
  known: number,
  words: number,
): Ranking {
  let highest = Number.NEGATIVE_INFINITY
  let sum = 0
  for (const score of scores) {
    if (score > highest) highest = score
    sum += score
  }
  const peak = highest - sum / scores.length
  const probabilities = scores.slice()
  softmax(probabilities)
  const order: number[] = []
  let outside = 0
  let kind: OutOfScopeKind | null = null
  let likeliest = 0
  for (const [c, { outOfScope }] of classes.entries()) {
    const probability = probabilities[c] ?? 0
    if (outOfScope === null) {
      order.push(c)
      continue
    }
    outside += probability
    if (probability > likeliest) {
      likeliest = probability
      kind = outOfScope
    }
  }
  order.sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0))
  const candidates = order.slice(0, CANDIDATES).map((c) => ({
    topic: classes[c]?.id ?? '',
    probability: probabilities[c] ?? 0,
    cost: classes[c]?.cost ?? 1,
  }))
  return { candidates, outside, kind, known, words, peak }
}

/** Scores from the compressed weights: each value carries its row's scale. */
function scoreModel({ weights, scales, bias }: Model, vector: SparseVector, scores: Float32Array): void {
  scores.set(bias)
  const values = vector.values.map((value, i) => value * (scales[vector.columns[i] ?? 0] ?? 0))
  addRows(weights, { ...vector, values }, scores)
}

/** A function from text to ranking; the index over the features is built once. */
export function createRanker(model: Model): (text: string) => Ranking {
  const vectorise = createVectoriser(model.space)
  const correct = createCorrector(model.space.vocabulary)
  const read = wordReader(model.space.recipe)
  const scores = new Float32Array(model.classes.length)
  return (text) => {
    const words = correct(read(text))
    const vector = vectorise(words)
    scoreModel(model, vector, scores)
    return rankScores(scores, model.classes, vector.known, words.length)
  }
}
