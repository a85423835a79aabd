import data from './distinctions.json' with { type: 'json' }

/** A few topics that are taken one for the other, the question that tells them apart, and each one's answer to it. */
export interface Distinction {
  readonly question: string
  /** In the order they are shown. */
  readonly choices: readonly { readonly topic: string; readonly label: string }[]
}

export const DISTINCTIONS: readonly Distinction[] = data

/** More would be a wall to somebody who reads badly. */
const MOST_CHOICES = 4

/** The leading candidates that hold this share of the confidence are those in doubt; what follows is noise. */
const IN_DOUBT = 0.8

type Candidate = { readonly topic: string; readonly confidence: number }

/**
 * The question that separates the candidates, best first, when those in doubt are all answers to one and the same; null when
 * none is: then their names have to do. The fewer answers the question has, the better it fits.
 */
export function distinguish(
  candidates: readonly Candidate[],
  known: readonly Distinction[] = DISTINCTIONS,
): Distinction | null {
  const doubted = inDoubt(candidates)
  if (doubted.length > MOST_CHOICES) return null
  const fitting = known.filter(({ choices }) =>
    doubted.every((topic) => choices.some((choice) => choice.topic === topic)),
  )
  const [closest] = fitting.toSorted((a, b) => a.choices.length - b.choices.length)
  return closest === undefined ? null : shorten(closest, [...doubted, ...candidates.map(({ topic }) => topic)])
}

/** At least two: asking is for choosing. */
function inDoubt(candidates: readonly Candidate[]): string[] {
  const total = candidates.reduce((sum, { confidence }) => sum + confidence, 0)
  let held = 0
  const doubted: string[] = []
  for (const { topic, confidence } of candidates) {
    if (doubted.length >= 2 && held >= IN_DOUBT * total) break
    doubted.push(topic)
    held += confidence
  }
  return doubted
}

/** Of a long list of answers, those that are candidates come first into the four; the order shown stays that of the file. */
function shorten({ question, choices }: Distinction, preferred: readonly string[]): Distinction {
  const rank = (topic: string): number => (preferred.includes(topic) ? preferred.indexOf(topic) : preferred.length)
  const kept = choices.toSorted((a, b) => rank(a.topic) - rank(b.topic)).slice(0, MOST_CHOICES)
  return { question, choices: choices.filter((choice) => kept.includes(choice)) }
}
