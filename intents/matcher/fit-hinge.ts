import type { SparseVector } from './feature-space.ts'
import type { LinearWeights } from './fit-linear.ts'
import { createRandom, shuffledOrder } from './random.ts'

export interface HingeOptions {
  /** What an example on the wrong side costs beside the length of the weights: higher fits the examples more closely. */
  readonly cost: number
  /** Most passes over the examples of one class; it stops as soon as a pass moves nothing by more than LEAST_MOVE. */
  readonly rounds: number
  readonly seed: number
}

const LEAST_MOVE = 0.1
/** How far beyond its border an example is left alone; more at first, while the border still moves. */
const FAR_AT_FIRST = 0.3
const FAR = 0.05

/**
 * One class against all others, squared hinge, by coordinate ascent on the dual (Hsieh and others, 2008): each example holds
 * one weight, and those that are well on their side drop out of the following passes, which is most of them.
 */
export function fitHinge(
  vectors: readonly SparseVector[],
  labels: Int32Array,
  columns: number,
  classes: number,
  { cost, rounds, seed }: HingeOptions,
): LinearWeights {
  const weights = new Float32Array(columns * classes)
  const bias = new Float32Array(classes)
  const random = createRandom(seed)
  const softness = 1 / (2 * cost)
  const curve = Float64Array.from(vectors, ({ values }) => {
    let squares = 1
    for (const value of values) squares += value * value
    return squares + softness
  })
  const own = new Float64Array(columns)
  for (let c = 0; c < classes; c++) {
    own.fill(0)
    let constant = 0
    const held = new Float64Array(vectors.length)
    let active = shuffledOrder(vectors.length, random)
    for (let round = 0; round < rounds; round++) {
      let kept = 0
      let largest = 0
      for (let at = active.length - 1; at > 0; at--) {
        const other = Math.floor(random() * (at + 1))
        const swapped = active[at] as number
        active[at] = active[other] as number
        active[other] = swapped
      }
      for (const i of active) {
        const { columns: rows, values } = vectors[i] as SparseVector
        const side = labels[i] === c ? 1 : -1
        let score = constant
        for (let k = 0; k < rows.length; k++) score += (values[k] as number) * (own[rows[k] as number] as number)
        const before = held[i] as number
        const slope = side * score - 1 + softness * before
        if (before === 0 && slope > 0) {
          // Well on its side: not looked at again, unless it is near the border.
          if (slope > (round === 0 ? FAR_AT_FIRST : FAR)) continue
          active[kept++] = i
          continue
        }
        active[kept++] = i
        const after = Math.max(0, before - slope / (curve[i] as number))
        const move = (after - before) * side
        if (move === 0) continue
        largest = Math.max(largest, Math.abs(slope))
        held[i] = after
        constant += move
        for (let k = 0; k < rows.length; k++) {
          const row = rows[k] as number
          own[row] = (own[row] as number) + move * (values[k] as number)
        }
      }
      active = active.subarray(0, kept)
      if (largest < LEAST_MOVE) break
    }
    bias[c] = constant
    for (let row = 0; row < columns; row++) weights[row * classes + c] = own[row] as number
  }
  return { classes, weights, bias }
}

/** Adds such a model, so many times, to another of the same shape, in place. */
export function addHinge(
  to: LinearWeights,
  vectors: readonly SparseVector[],
  labels: Int32Array,
  columns: number,
  { weight, ...options }: HingeOptions & { readonly weight: number },
): void {
  const { weights, bias } = fitHinge(vectors, labels, columns, to.classes, options)
  for (let i = 0; i < weights.length; i++) to.weights[i] = (to.weights[i] as number) + weight * (weights[i] as number)
  for (let c = 0; c < bias.length; c++) to.bias[c] = (to.bias[c] as number) + weight * (bias[c] as number)
}
