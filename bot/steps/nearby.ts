import { asksWhoIsAt } from '../read-words.ts'
import type { Outcome, Step, TurnContext } from '../turn-context.ts'
import { sayPlaces, useTerritory } from './find-places.ts'

/** A place is asked for with a name beside it, by its postcode or by « ya kelkun à Bellac ». */
export const nearby: Step = (context) => {
  if (context.activity.kind !== 'text' || context.conversation.status === 'waiting') return null
  return whoIsThere(context) ?? besidePostcode(context)
}

function whoIsThere(context: TurnContext): Outcome | null {
  const where = asksWhoIsAt(context.words)
  const found = where ? context.world.geography.find(where, false) : null
  return found?.kind === 'found' || found?.kind === 'several' ? useTerritory(context, found, 'places', 'asked') : null
}

/** « 87400 aide internet ou »: words that may ask for a place. A topic we are sure of is answered instead. */
function besidePostcode(context: TurnContext): Outcome | null {
  const { text, world } = context
  if (!/\b\d{2} ?\d{3}\b/.test(text)) return null
  const found = world.geography.find(text, true)
  if (found.kind !== 'found') return null
  const [match, ...others] = world.understanding.match(text)
  if (!match || others.length > 0 || match.band === 'sure' || match.outOfScope) return null
  const isPlace = match.candidates.some(({ topic }) => topic === 'aide.lieu_proche')
  return isPlace ? sayPlaces(context, found.territory) : null
}
