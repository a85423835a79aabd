import type { Step } from '../turn-context.ts'
import { sayPlaces } from './find-places.ts'

/** « 87400 aide internet ou »: a postcode beside words that may ask for a place. A topic we are sure of is answered instead. */
export const nearby: Step = (context) => {
  const { activity, text, world, conversation } = context
  if (activity.kind !== 'text' || !/\b\d{2} ?\d{3}\b/.test(text)) return null
  const found = world.geography.find(text, true)
  if (found.kind !== 'found' || conversation.status === 'waiting') return null
  const [match, ...others] = world.understanding.match(text)
  if (!match || others.length > 0 || match.band === 'sure' || match.outOfScope) return null
  const isPlace = match.candidates.some(({ topic }) => topic === 'aide.lieu_proche')
  return isPlace ? sayPlaces(context, found.territory) : null
}
