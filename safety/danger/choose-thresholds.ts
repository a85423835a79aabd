import { type DangerExample, NO_DANGER } from './danger-examples.ts'
import type { DangerOpinion, DangerThresholds } from './danger-model.ts'
import { judgeDanger } from './judge-danger.ts'
import type { DangerTrace } from './trace-dangers.ts'

/** A message with what rules and a model that never read it say of it. */
export interface JudgedExample extends DangerExample {
  traces: DangerTrace[]
  isAside: boolean
  opinion: DangerOpinion
}

/** What the model alone may alarm of ordinary messages and of look-alikes, asking included, and without asking. */
const ASKING = { ordinary: 0.005, lookAlikes: 0.05 }
const SURE = { ordinary: 0.0015, lookAlikes: 0.02 }
/** A weak rule is contradicted only where at most this share of the dangers lies. */
const LOST_TO_VETO = 0.03

/** The lowest thresholds that leave enough people in peace. */
export function chooseThresholds(judged: readonly JudgedExample[]): DangerThresholds {
  const ordinary = judged.filter(({ type, hand }) => type === NO_DANGER && hand === 'catalogue')
  const lookAlikes = judged.filter(({ type, hand }) => type === NO_DANGER && hand !== 'catalogue')
  const lowest = (share: typeof ASKING) =>
    Math.max(quantile(ordinary, share.ordinary), quantile(lookAlikes, share.lookAlikes))
  const weak = judged.filter(
    ({ type, traces }) => type !== NO_DANGER && traces.length > 0 && traces.every(({ isWeak }) => isWeak),
  )
  return { clear: lowest(SURE), ask: lowest(ASKING), veto: quantile(weak, 1 - LOST_TO_VETO) }
}

/** The probability that only this share of the messages goes above. */
function quantile(messages: readonly JudgedExample[], share: number): number {
  const sorted = messages.map(({ opinion }) => opinion.probability).sort((one, other) => other - one)
  const edge = sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0
  return Math.ceil(edge * 1000 + 1e-9) / 1000
}

/** How many of these messages raise the alarm, by the rules and by both together. */
export function countAlarms(judged: readonly JudgedExample[], thresholds: DangerThresholds) {
  return {
    of: judged.length,
    rules: judged.filter(({ traces }) => traces.length > 0).length,
    both: judged.filter(({ traces, opinion, isAside }) => judgeDanger(traces, opinion, thresholds, isAside).size > 0)
      .length,
  }
}
