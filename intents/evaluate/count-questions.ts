import { distinguish } from '../catalogue/distinctions.ts'
import { type Judged, percent } from './judge.ts'

/** How messages in doubt were asked about; shares in percent. */
export interface QuestionFigures {
  readonly unsure: number
  /** Four topics by their names would have held the right one. */
  readonly namesHold: number
  /** The candidates had a question that separates them. */
  readonly separated: number
  /** Of those, one of its answers was the right one. */
  readonly questionHolds: number
}

const NAMES = 4

export function countQuestions(judged: readonly Judged[]): QuestionFigures {
  const unsure = judged.filter(({ match }) => match.band === 'unsure')
  const asked = unsure.flatMap(({ match, right }) => {
    const question = distinguish(match.candidates)
    return question === null ? [] : [question.choices.some(({ topic }) => right.includes(topic))]
  })
  const named = unsure.filter(({ match, right }) =>
    match.candidates.slice(0, NAMES).some(({ topic }) => right.includes(topic)),
  )
  return {
    unsure: unsure.length,
    namesHold: percent(named.length, unsure.length),
    separated: percent(asked.length, unsure.length),
    questionHolds: percent(asked.filter(Boolean).length, asked.length),
  }
}
