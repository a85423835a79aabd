import { createRandom } from './create-random.ts'
import { COLUMNS, type MessageFeatures } from './message-features.ts'

/** One message to learn from: its features, the row of its kind, how much it counts. */
export interface Lesson {
  features: MessageFeatures
  row: number
  weight: number
}

export interface FitOptions {
  rounds: number
  step: number
  /** Pulls weights to nothing, so that a word seen once proves little. */
  shrink: number
}

/** A linear model before it is rounded: `rows` weights for each column, and one bias a row. */
export interface LinearWeights {
  rows: number
  weights: Float32Array
  bias: Float32Array
}

/** Multi-class logistic regression by AdaGrad, one message at a time, in an order that never changes. */
export function fitLinear(lessons: readonly Lesson[], rows: number, options: FitOptions): LinearWeights {
  const weights = new Float32Array(COLUMNS * rows)
  const speeds = new Float32Array(COLUMNS * rows).fill(1e-3)
  const bias = new Float32Array(rows)
  const order = lessons.map((_, at) => at)
  const random = createRandom(20_261_122)
  const model = { rows, weights, bias }
  for (let round = 0; round < options.rounds; round += 1) {
    for (let at = order.length - 1; at > 0; at -= 1) {
      const other = Math.floor(random() * (at + 1))
      const kept = order[at] ?? 0
      order[at] = order[other] ?? 0
      order[other] = kept
    }
    for (const at of order) {
      const lesson = lessons[at]
      if (lesson !== undefined) learn(model, speeds, lesson, options)
    }
  }
  return model
}

function learn(model: LinearWeights, speeds: Float32Array, lesson: Lesson, options: FitOptions): void {
  const { rows, weights, bias } = model
  const { columns, values } = lesson.features
  const errors = probabilities(model, lesson.features)
  errors[lesson.row] = (errors[lesson.row] ?? 0) - 1
  for (let row = 0; row < rows; row += 1) {
    const error = (errors[row] ?? 0) * lesson.weight
    bias[row] = (bias[row] ?? 0) - 0.01 * error
    for (let at = 0; at < columns.length; at += 1) {
      const cell = (columns[at] ?? 0) * rows + row
      const weight = weights[cell] ?? 0
      const slope = error * (values[at] ?? 0) + options.shrink * weight
      const speed = (speeds[cell] ?? 0) + slope * slope
      speeds[cell] = speed
      weights[cell] = weight - (options.step * slope) / Math.sqrt(speed)
    }
  }
}

/** How likely each row is, by a model of any kind of numbers. */
export function probabilities(
  model: { rows: number; weights: Float32Array; bias: Float32Array },
  { columns, values }: MessageFeatures,
): Float64Array {
  const scores = Float64Array.from(model.bias)
  for (let at = 0; at < columns.length; at += 1) {
    const start = (columns[at] ?? 0) * model.rows
    const value = values[at] ?? 0
    for (let row = 0; row < model.rows; row += 1)
      scores[row] = (scores[row] ?? 0) + value * (model.weights[start + row] ?? 0)
  }
  return softmax(scores)
}

/** Scores made into shares of one. */
export function softmax(scores: Float64Array): Float64Array {
  const highest = Math.max(...scores)
  let sum = 0
  for (let row = 0; row < scores.length; row += 1) {
    const share = Math.exp((scores[row] ?? 0) - highest)
    scores[row] = share
    sum += share
  }
  return scores.map((share) => share / sum)
}
