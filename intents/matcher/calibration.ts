/** Weights of the small logistic model that turns a ranking into « how probably is this candidate right ». */
export interface Calibration {
  readonly weights: readonly number[]
}
