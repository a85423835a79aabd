import { type DangerExample, isElsewhere, isOrdinary, NO_DANGER } from './danger-examples.ts'
import type { DangerOpinion, DangerStack, DangerThresholds } from './danger-model.ts'
import { dangerProbability } from './judge-danger.ts'
import type { DangerTrace } from './trace-dangers.ts'

/** A message with what the rules say of it and what a model thinks that read nothing of the same hand. */
export interface JudgedExample extends DangerExample {
  traces: DangerTrace[]
  isAside: boolean
  opinion: DangerOpinion
}

/** The share of ordinary messages of hands not read that each answer may disturb. */
const DISTURBED = { clear: 0.001, ask: 0.003, faint: 0.1 }
/** The share of harmless messages of another language, a third of them look-alikes, that the question may disturb: no topic is heard there, so nothing else sees a danger. */
const DISTURBED_ELSEWHERE = 0.2
/** Hands whose messages the rules were corrected on: there the rules look better than they are. */
const RULES_KNOW = new Set(['room', 'development'])
const STEPS = 3000
const PACE = 2

const probabilityOf = ({ traces, opinion, isAside }: JudgedExample, stack: DangerStack) =>
  dangerProbability(traces, opinion, stack, isAside)

/** The lowest thresholds that leave enough people in peace. */
export function chooseThresholds(judged: readonly JudgedExample[], stack: DangerStack): DangerThresholds {
  const sorted = (of: (one: JudgedExample) => boolean) =>
    judged
      .filter(of)
      .map((one) => probabilityOf(one, stack))
      .sort((one, other) => other - one)
  const ordinary = sorted(isOrdinary)
  return {
    clear: edge(ordinary, DISTURBED.clear),
    ask: edge(ordinary, DISTURBED.ask),
    faint: edge(ordinary, DISTURBED.faint),
    elsewhere: edge(
      sorted((one) => isElsewhere(one) && one.type === NO_DANGER),
      DISTURBED_ELSEWHERE,
    ),
  }
}

/** The lowest bar that at most this share of the probabilities, highest first, reaches. */
function edge(sorted: readonly number[], share: number): number {
  const at = sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 1
  return Math.ceil(at * 1000 + 1e-9) / 1000
}

/** A logistic regression of four numbers: the score of the model, whether a rule spoke clearly or weakly, idioms and the past. */
export function fitStack(judged: readonly JudgedExample[]): DangerStack {
  const rows = judged.filter(({ hand }) => !RULES_KNOW.has(hand))
  const stack: DangerStack = { bias: 0, score: 1, clearRule: 0, weakRule: 0, setAside: 0 }
  for (let step = 0; step < STEPS; step += 1) {
    const slope: DangerStack = { bias: 0, score: 0, clearRule: 0, weakRule: 0, setAside: 0 }
    for (const one of rows) {
      const error = probabilityOf(one, stack) - (one.type === NO_DANGER ? 0 : 1)
      const isClear = one.traces.some(({ isWeak }) => !isWeak)
      slope.bias += error
      slope.score += error * one.opinion.score
      if (isClear) slope.clearRule += error
      if (!isClear && one.traces.length > 0) slope.weakRule += error
      if (one.isAside) slope.setAside += error
    }
    stack.bias -= (PACE * slope.bias) / rows.length
    stack.score -= (PACE * slope.score) / rows.length
    stack.clearRule -= (PACE * slope.clearRule) / rows.length
    stack.weakRule -= (PACE * slope.weakRule) / rows.length
    stack.setAside -= (PACE * slope.setAside) / rows.length
  }
  return stack
}
