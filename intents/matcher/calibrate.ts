import type { Calibration } from './calibration.ts'
import type { Ranking } from './rank.ts'

/** One message of an author the model had not read, as ranked by it, with the topic it was really about (null: none). */
export interface Observation {
  readonly ranking: Ranking
  readonly topic: string | null
}

const SIGNALS = 10

/**
 * Which signals are used, by what the observations hold. With messages outside: all but the last, which repeats another. With
 * topics left out to stand for them: how far the first candidate stands above all others; margins between topics mislead
 * there. With neither: the candidate's own probability alone.
 */
const USED = {
  outside: [0, 1, 2, 3, 4, 5, 6, 7, 8],
  'topics-left-out': [0, 1, 6, 7, 9],
  neither: [0, 2],
} as const

const KNOWN = 5
const PEAK = 7

/**
 * With topics left out: what the share of known words weighs beside the height of the first candidate, both in standard
 * deviations. It cannot be learnt there, since a topic left out is spoken of in the words of its neighbours, as what is really
 * outside is not; settled on CLINC150's validation file.
 */
const KNOWN_BESIDE_PEAK = 0.2

/** What stands for « about none of the topics » among the observations. */
export type SeenOutside = keyof typeof USED

function logOdds(probability: number): number {
  const kept = Math.min(1 - 1e-6, Math.max(1e-6, probability))
  return Math.log(kept / (1 - kept))
}

/** What speaks for or against the candidate at this rank. Kept few: each is drawn in the evaluation report. */
export function signals(ranking: Ranking, rank: number): number[] {
  const { candidates, outside, known, words, peak } = ranking
  const own = candidates[rank]?.probability ?? 0
  const best = candidates[0]?.probability ?? 0
  const rival = rank === 0 ? (candidates[1]?.probability ?? 0) : best
  return [
    1,
    rank === 0 ? 1 : 0,
    logOdds(own),
    Math.log((own + 1e-6) / (rival + 1e-6)),
    logOdds(outside),
    known,
    Math.log(1 + words),
    rank === 0 ? peak : 0,
    rank === 0 ? known * logOdds(own) : 0,
    rank === 0 ? 0 : logOdds(own),
  ]
}

export function confidenceAt(ranking: Ranking, rank: number, { weights }: Calibration): number {
  const sum = signals(ranking, rank).reduce((total, signal, i) => total + signal * (weights[i] ?? 0), 0)
  return 1 / (1 + Math.exp(-sum))
}

/** Before any observation: the model's own probability, taken at its word. */
export const UNCALIBRATED: Calibration = { weights: [0, 0, 1, 0, 0, 0, 0, 0, 0] }

/** Logistic regression by Newton's method: a handful of weights, thousands of observations, settled in a few steps. */
export function fitCalibration(observations: readonly Observation[], seen: SeenOutside = 'outside'): Calibration {
  const rows: number[][] = []
  const right: number[] = []
  const what = observations.some(({ topic }) => topic === null) ? seen : 'neither'
  const used: ReadonlySet<number> = new Set(USED[what])
  const known = what === 'topics-left-out' ? knownBesidePeak(observations) : 0
  for (const { ranking, topic } of observations) {
    for (const [rank, candidate] of ranking.candidates.entries()) {
      const row = signals(ranking, rank).map((signal, i) => (used.has(i) ? signal : 0))
      row[PEAK] = (row[PEAK] as number) + known * ranking.known
      rows.push(row)
      right.push(candidate.topic === topic ? 1 : 0)
    }
  }
  if (rows.length < 50) return UNCALIBRATED
  let weights = new Array<number>(SIGNALS).fill(0)
  for (let step = 0; step < 25; step++) {
    const gradient = weights.map((weight) => -1e-3 * weight)
    const hessian = weights.map((_, i) => weights.map((__, j) => (i === j ? 1e-3 : 0)))
    for (const [at, row] of rows.entries()) {
      const p = 1 / (1 + Math.exp(-row.reduce((sum, signal, i) => sum + signal * (weights[i] as number), 0)))
      const error = (right[at] as number) - p
      const curve = Math.max(p * (1 - p), 1e-9)
      for (const [i, signal] of row.entries()) {
        gradient[i] = (gradient[i] as number) + error * signal
        const line = hessian[i] as number[]
        for (const [j, other] of row.entries()) line[j] = (line[j] as number) + curve * signal * other
      }
    }
    const move = solve(hessian, gradient)
    weights = weights.map((weight, i) => weight + (move[i] as number))
    if (move.every((part) => Math.abs(part) < 1e-6)) break
  }
  return known === 0 ? { weights } : { weights: weights.with(KNOWN, known * (weights[PEAK] as number)) }
}

/** How much of the height of the first candidate one unit of the share of known words is worth. */
function knownBesidePeak(observations: readonly Observation[]): number {
  const spread = (values: readonly number[]): number => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
  }
  const inside = observations.filter(({ topic }) => topic !== null).map(({ ranking }) => ranking)
  const known = spread(inside.map((ranking) => ranking.known))
  return known > 0 ? (KNOWN_BESIDE_PEAK * spread(inside.map(({ peak }) => peak))) / known : 0
}

/** Gaussian elimination with pivoting, for the ten equations above. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] as number])
  const size = rows.length
  for (let pivot = 0; pivot < size; pivot++) {
    let strongest = pivot
    for (let r = pivot + 1; r < size; r++)
      if (Math.abs(rows[r]?.[pivot] ?? 0) > Math.abs(rows[strongest]?.[pivot] ?? 0)) strongest = r
    const kept = rows[pivot] as number[]
    rows[pivot] = rows[strongest] as number[]
    rows[strongest] = kept
    const lead = rows[pivot] as number[]
    for (const [r, row] of rows.entries()) {
      if (r === pivot) continue
      const factor = (row[pivot] as number) / (lead[pivot] as number)
      for (let c = pivot; c <= size; c++) row[c] = (row[c] as number) - factor * (lead[c] as number)
    }
  }
  return rows.map((row, i) => (row[size] as number) / (row[i] as number))
}
