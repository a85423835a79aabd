import type { OutOfScopeKind } from '../catalogue/load-catalogue.ts'
import type { Calibration } from './calibration.ts'
import type { FeatureSpace } from './feature-space.ts'

/** What the model can say: a topic with what a wrong answer about it costs, or one kind of message outside. */
export interface ModelClass {
  readonly id: string
  readonly outOfScope: OutOfScopeKind | null
  /** Cost of a wrong answer, in needless questions (see bands.ts). */
  readonly cost: number
}

/** Everything needed to match, as plain data: no code, no path, no clock. */
export interface Model {
  /** How it was trained, to be read by people and to be checked against the catalogue. */
  readonly recipe: string
  /** SHA-256 of the examples, the recipe and the language data it was trained from. */
  readonly inputs: string
  readonly classes: readonly ModelClass[]
  readonly space: FeatureSpace
  /** One row a feature, one column a class; a row's true weights are its bytes times its scale. */
  readonly weights: Int8Array
  readonly scales: Float32Array
  readonly bias: Float32Array
  readonly calibration: Calibration
}
