export type Band = 'sure' | 'unsure' | 'none'

/** What a wrong answer costs, in needless questions, by the topic's risk (design: dialogue.md). */
export const WRONG_ANSWER_COST = { faible: 3, moyen: 5, eleve: 10, critique: 20 } as const

/** Choices shown in one question; a fifth is « autre chose ». */
const CHOICES = 4

/**
 * Nothing is stated under this confidence, whatever it is about. For topics of little risk the costs alone would answer from
 * two thirds on; just above that, answering and asking cost about the same, and people do not forget a wrong answer.
 */
const LEAST_SURE = 0.75

/** Under this chance that the right topic is among the choices, asking would probably be a wasted question. */
const WORTH_ASKING = 0.5

/**
 * Answering at once costs (1 − p) × the cost of a wrong answer; asking costs one question.
 * So: sure when answering is not dearer than asking, none when even four choices would probably miss.
 */
export function chooseBand(candidates: readonly { readonly confidence: number }[], costOfBest: number): Band {
  const best = candidates[0]?.confidence ?? 0
  if (best >= LEAST_SURE && (1 - best) * costOfBest <= 1) return 'sure'
  const covered = candidates.slice(0, CHOICES).reduce((sum, candidate) => sum + candidate.confidence, 0)
  return covered < WORTH_ASKING ? 'none' : 'unsure'
}
