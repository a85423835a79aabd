import type { DangerOpinion, DangerStack, DangerThresholds } from './danger-model.ts'
import type { DangerTrace } from './trace-dangers.ts'

/**
 * clear: the number at once; ambiguous: « Êtes-vous en danger maintenant ? » first; faint: that question too, unless the
 * message clearly has an ordinary topic.
 */
export type DangerCertainty = 'clear' | 'ambiguous' | 'faint'

/** What was found: how sure, and which types, likeliest first. */
export interface DangerJudgement {
  certainty: DangerCertainty
  types: string[]
}

/** How much a rule adds to the score of the type it names. */
const CLEAR_RULE = 2
const WEAK_RULE = 1
/** A type is named beside the likeliest when it has at least this share. */
const WORTH_NAMING = 0.12

/** Rules and model together, or null when nothing in the message calls for help. */
export function judgeDanger(
  traces: readonly DangerTrace[],
  opinion: DangerOpinion,
  stack: DangerStack,
  thresholds: DangerThresholds,
  isAside: boolean,
  isShort = false,
): DangerJudgement | null {
  const foreign = traces.filter(({ language }) => language !== 'fr')
  const heard = isPlain(traces, isAside, isShort)
    ? 'clear'
    : (certaintyOf(traces, opinion, stack, thresholds, isAside) ??
      (isShort && traces.length > 0 && !isAside ? 'faint' : null))
  // fewer messages of other languages were learnt: there a rule is enough for the question, and for the number with some doubt
  const isForeignClear = heard !== null && foreign.some((trace) => trace.certainty === 'clear')
  const certainty = isForeignClear ? 'clear' : foreign.length > 0 ? 'ambiguous' : heard
  if (certainty === null) return null
  return { certainty, types: foreign.length > 0 ? named(foreign) : likelyTypes(traces, opinion) }
}

/** How likely a danger is once the rules are heard. */
export function dangerProbability(
  traces: readonly DangerTrace[],
  { score }: Pick<DangerOpinion, 'score'>,
  stack: DangerStack,
  isAside: boolean,
): number {
  const isClear = traces.some(({ isWeak }) => !isWeak)
  const isWeak = traces.length > 0 && !isClear
  const sum =
    stack.bias +
    stack.score * score +
    (isClear ? stack.clearRule : 0) +
    (isWeak ? stack.weakRule : 0) +
    (isAside ? stack.setAside : 0)
  return 1 / (1 + Math.exp(-sum))
}

/** A few words and a clear rule, « je veux mourir »: too little for the model to weigh, and nothing to misread. A weak one is asked about. */
const isPlain = (traces: readonly DangerTrace[], isAside: boolean, isShort: boolean) =>
  isShort && !isAside && traces.some(({ isWeak, language }) => !isWeak && language === 'fr')

const named = (traces: readonly DangerTrace[]) => [...new Set(traces.map(({ type }) => type))]

function certaintyOf(
  traces: readonly DangerTrace[],
  opinion: DangerOpinion,
  stack: DangerStack,
  { clear, ask, faint }: DangerThresholds,
  isAside: boolean,
): DangerCertainty | null {
  const probability = dangerProbability(traces, opinion, stack, isAside)
  const isRuled = traces.some(({ isWeak }) => !isWeak)
  // a clear rule lowers the bar, no more: strangers' look-alikes trip one rule in six
  if (probability < (isRuled ? faint / 2 : faint)) return null
  if (probability < ask) return 'faint'
  // words that can mean less, « mal au cœur », get the question however likely the danger
  const onlyHesitates = traces.length > 0 && traces.every(({ certainty }) => certainty === 'ambiguous')
  return probability >= clear && !onlyHesitates ? 'clear' : 'ambiguous'
}

/** The likeliest type first, then the others worth a number, and those a clear rule named. */
function likelyTypes(traces: readonly DangerTrace[], { types }: DangerOpinion): string[] {
  const clear = new Set(traces.filter(({ isWeak }) => !isWeak).map(({ type }) => type))
  const weak = new Set(traces.filter(({ isWeak }) => isWeak).map(({ type }) => type))
  const weights = [...types].map(([type, score]): [string, number] => [
    type,
    Math.exp(score + (clear.has(type) ? CLEAR_RULE : weak.has(type) ? WEAK_RULE : 0)),
  ])
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0)
  return weights
    .sort(([, one], [, other]) => other - one)
    .filter(([type, weight], at) => at === 0 || weight / total >= WORTH_NAMING || clear.has(type))
    .map(([type]) => type)
}
