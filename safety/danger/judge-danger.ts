import type { DangerOpinion, DangerThresholds } from './danger-model.ts'
import type { DangerTrace } from './trace-dangers.ts'

/**
 * Rules and model together: the types found and how sure. A rule that speaks clearly is believed; a weak one unless the
 * model is sure of the contrary; where the rules are silent the model speaks, and below `clear` only asks;
 * after an idiom, a joke, a story or the past (`isAside`) it must be sure even to ask.
 */
export function judgeDanger(
  traces: readonly DangerTrace[],
  opinion: DangerOpinion,
  thresholds: DangerThresholds,
  isAside: boolean,
): Map<string, 'clear' | 'ambiguous'> {
  const found = new Map<string, 'clear' | 'ambiguous'>()
  const isVetoed = opinion.probability < thresholds.veto && traces.every(({ isWeak }) => isWeak)
  if (!isVetoed) for (const { type, certainty } of traces) if (found.get(type) !== 'clear') found.set(type, certainty)
  const isSure = opinion.probability >= thresholds.clear
  if (found.size === 0 && (isSure || (opinion.probability >= thresholds.ask && !isAside)))
    found.set(opinion.type, isSure && !isAside ? 'clear' : 'ambiguous')
  return found
}
