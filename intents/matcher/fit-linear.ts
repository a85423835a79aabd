import type { SparseVector } from './feature-space.ts'
import { createRandom, shuffledOrder } from './random.ts'

export interface FitOptions {
  readonly epochs: number
  readonly rate: number
  /** Share of an example's features hidden at each step, so that no single word carries a topic alone. */
  readonly dropout: number
  /** Share of certainty given to the other classes: keeps the model from being sure of what it has learnt by heart. */
  readonly smoothing: number
  readonly seed: number
}

export interface LinearWeights {
  readonly classes: number
  /** Row by feature, column by class, so that one text touches few, contiguous rows. */
  readonly weights: Float32Array
  readonly bias: Float32Array
}

/** Classes whose probability is off by less than this are left alone for this example: writing is what costs time. */
const LEAST_ERROR = 0.01

/**
 * Adds the rows of `columns`, each times its value, to `scores`. Four rows at a time: the scores are then read and written
 * a quarter as often, which makes it four times as fast.
 */
export function addRows(
  weights: Float32Array | Int8Array,
  { columns, values }: SparseVector,
  scores: Float32Array,
): void {
  const classes = scores.length
  let i = 0
  for (; i + 3 < columns.length; i += 4) {
    const a = (columns[i] as number) * classes
    const b = (columns[i + 1] as number) * classes
    const c = (columns[i + 2] as number) * classes
    const d = (columns[i + 3] as number) * classes
    const va = values[i] as number
    const vb = values[i + 1] as number
    const vc = values[i + 2] as number
    const vd = values[i + 3] as number
    for (let k = 0; k < classes; k++) {
      scores[k] =
        (scores[k] as number) +
        va * (weights[a + k] as number) +
        vb * (weights[b + k] as number) +
        vc * (weights[c + k] as number) +
        vd * (weights[d + k] as number)
    }
  }
  for (; i < columns.length; i++) {
    const start = (columns[i] as number) * classes
    const value = values[i] as number
    for (let k = 0; k < classes; k++) scores[k] = (scores[k] as number) + value * (weights[start + k] as number)
  }
}

/** In place: scores become probabilities. */
export function softmax(scores: Float32Array): void {
  let highest = Number.NEGATIVE_INFINITY
  for (const score of scores) if (score > highest) highest = score
  let sum = 0
  for (let c = 0; c < scores.length; c++) {
    const e = Math.exp((scores[c] as number) - highest)
    scores[c] = e
    sum += e
  }
  for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] as number) / sum
}

/** The vector with a share of its features hidden and the others scaled up in return. */
function hideFeatures(vector: SparseVector, share: number, random: () => number): SparseVector {
  if (share <= 0) return vector
  const columns = new Int32Array(vector.columns.length)
  const values = new Float32Array(vector.columns.length)
  let kept = 0
  for (let i = 0; i < columns.length; i++) {
    if (random() < share) continue
    columns[kept] = vector.columns[i] as number
    values[kept] = (vector.values[i] as number) / (1 - share)
    kept += 1
  }
  return { ...vector, columns: columns.subarray(0, kept), values: values.subarray(0, kept) }
}

/**
 * Multi-class logistic regression by stochastic gradient. One step size a feature (AdaGrad over rows), and only the classes
 * that the example moves noticeably are written, which is what makes two hundred classes affordable.
 */
export function fitLinear(
  vectors: readonly SparseVector[],
  labels: Int32Array,
  columns: number,
  classes: number,
  { epochs, rate: firstRate, dropout, smoothing, seed }: FitOptions,
): LinearWeights {
  const weights = new Float32Array(columns * classes)
  const bias = new Float32Array(classes)
  const squares = new Float32Array(columns).fill(1e-3)
  const random = createRandom(seed)
  const errors = new Float32Array(classes)
  const moved = new Int32Array(classes)
  for (let epoch = 0; epoch < epochs; epoch++) {
    const rate = firstRate * (1 - epoch / epochs)
    for (const example of shuffledOrder(vectors.length, random)) {
      const vector = hideFeatures(vectors[example] as SparseVector, dropout, random)
      errors.set(bias)
      addRows(weights, vector, errors)
      softmax(errors)
      const label = labels[example] as number
      let count = 0
      let norm = 0
      for (let c = 0; c < classes; c++) {
        const error = (errors[c] as number) - smoothing / classes - (c === label ? 1 - smoothing : 0)
        errors[c] = error
        if (error < LEAST_ERROR && error > -LEAST_ERROR) continue
        moved[count++] = c
        norm += error * error
        bias[c] = (bias[c] as number) - rate * 0.01 * error
      }
      if (count === 0) continue
      for (let i = 0; i < vector.columns.length; i++) {
        const column = vector.columns[i] as number
        const value = vector.values[i] as number
        const grown = (squares[column] as number) + value * value * norm
        squares[column] = grown
        const step = (rate * value) / Math.sqrt(grown)
        const start = column * classes
        for (let k = 0; k < count; k++) {
          const c = moved[k] as number
          weights[start + c] = (weights[start + c] as number) - step * (errors[c] as number)
        }
      }
    }
  }
  return { classes, weights, bias }
}
