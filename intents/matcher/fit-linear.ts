import type { SparseVector } from './feature-space.ts'
import { createRandom, shuffledOrder } from './random.ts'

/** Classes whose probability is off by less than this are left alone for this example: writing is what costs time. */
const LEAST_ERROR = Number(process.env.LE ?? 1e-2)

const NEGW = Number(process.env.NEGW ?? 1)
export interface FitOptions {
  readonly epochs: number
  readonly rate: number
  /** Pull of the weights toward zero, per epoch. */
  readonly decay: number
  readonly seed: number
  readonly dropout?: number
  readonly smoothing?: number
}

function dropFeatures(vector: SparseVector, share: number, random: () => number): SparseVector {
  const n = vector.columns.length
  const columns = new Int32Array(n)
  const values = new Float32Array(n)
  let k = 0
  for (let i = 0; i < n; i++)
    if (random() >= share) {
      columns[k] = vector.columns[i] as number
      values[k++] = (vector.values[i] as number) / (1 - share)
    }
  return { columns: columns.subarray(0, k), values: values.subarray(0, k), known: 1 }
}

export interface LinearWeights {
  readonly classes: number
  /** Row by feature, column by class, so that one text touches few, contiguous rows. */
  readonly weights: Float32Array
  readonly bias: Float32Array
}

/**
 * Adds the rows of `columns`, each times its value, to `scores`. Four rows at a time: the scores are then read and written
 * a quarter as often, which makes it four times as fast.
 */
export function addRows(
  weights: Float32Array,
  columns: Int32Array,
  values: Float32Array,
  scores: Float32Array,
  classes: number,
): void {
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

/** Scores of every class, written into `scores`. */
export function scoreClasses(
  { classes, weights, bias }: LinearWeights,
  vector: SparseVector,
  scores: Float32Array,
): void {
  scores.set(bias)
  addRows(weights, vector.columns, vector.values, scores, classes)
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

/**
 * Multi-class logistic regression by stochastic gradient. One step size a feature (AdaGrad over rows), and only the classes
 * that the example moves noticeably are written, which is what makes two hundred classes affordable.
 */
export function fitLinear(
  vectors: readonly SparseVector[],
  labels: Int32Array,
  columns: number,
  classes: number,
  options: FitOptions,
): LinearWeights {
  const model: LinearWeights = {
    classes,
    weights: new Float32Array(columns * classes),
    bias: new Float32Array(classes),
  }
  const { weights, bias } = model
  const squares = new Float32Array(columns).fill(1e-3)
  const random = createRandom(options.seed)
  const scores = new Float32Array(classes)
  const moved = new Int32Array(classes)
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    const rate = options.rate * (1 - epoch / options.epochs)
    for (const example of shuffledOrder(vectors.length, random)) {
      const whole = vectors[example] as SparseVector
      const vector = options.dropout ? dropFeatures(whole, options.dropout, random) : whole
      scoreClasses(model, vector, scores)
      const label = labels[example] as number
      if (process.env.LOSS === 'hinge') {
        const own = scores[label] as number
        for (let c = 0; c < classes; c++) scores[c] = Math.max(0, 1 + (scores[c] as number)) * NEGW
        scores[label] = -Math.max(0, 1 - own)
      } else {
        softmax(scores)
        const sm = options.smoothing ?? 0
        if (sm > 0) for (let c = 0; c < classes; c++) scores[c] = (scores[c] as number) - sm / classes
        scores[label] = (scores[label] as number) - (1 - sm)
      }
      let count = 0
      let norm = 0
      for (let c = 0; c < classes; c++) {
        const error = scores[c] as number
        if (error > LEAST_ERROR || error < -LEAST_ERROR) {
          moved[count++] = c
          norm += error * error
        }
      }
      if (count === 0) continue
      for (let i = 0; i < count; i++) {
        const c = moved[i] as number
        bias[c] = (bias[c] as number) - rate * 0.01 * (scores[c] as number)
      }
      for (let i = 0; i < vector.columns.length; i++) {
        const column = vector.columns[i] as number
        const value = vector.values[i] as number
        const grown = (squares[column] as number) + value * value * norm
        squares[column] = grown
        const step = (rate * value) / Math.sqrt(grown)
        const start = column * classes
        for (let k = 0; k < count; k++) {
          const at = start + (moved[k] as number)
          weights[at] = (weights[at] as number) - step * (scores[moved[k] as number] as number)
        }
      }
    }
    if (options.decay > 0)
      for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] as number) * (1 - options.decay)
  }
  return model
}
