import { tokens } from '../language/tokens.ts'
import type { Match } from './match-types.ts'
import markers from './second-need.json' with { type: 'json' }

/** Fewer words than this carry no need of their own. */
const SHORTEST_PART = 3

/** Words that announce another need. */
const SECOND_NEED = new RegExp(`(?:[,.;!?]|\\s)\\s*(?:${markers.join('|')})\\s+`, 'i')

/**
 * Two needs are said only when the message itself announces a second one (« et aussi », « autre question ») or is made of
 * sentences, and two parts are each sure of a different topic while the whole is sure of neither alone.
 */
export function splitNeeds(text: string, match: (text: string) => Match): Match[] {
  const whole = match(text)
  const announced = partsOf(text, SECOND_NEED)
  if (announced.length > 1) {
    const found = distinctSure(announced, match)
    if (found.length === 2) return found
  }
  if (whole.band === 'sure') return [whole]
  const found = distinctSure(partsOf(text, /[.!?\n;]+/), match)
  return found.length === 2 ? found : [whole]
}

function partsOf(text: string, separator: RegExp): string[] {
  return text.split(separator).filter((part) => tokens(part).length >= SHORTEST_PART)
}

function distinctSure(parts: readonly string[], match: (text: string) => Match): Match[] {
  const found: Match[] = []
  for (const part of parts) {
    const matched = match(part)
    if (matched.band === 'sure' && !found.some((other) => other.topic === matched.topic)) found.push(matched)
  }
  return found
}
