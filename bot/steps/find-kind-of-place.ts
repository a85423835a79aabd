import kinds from '../texts/place-kinds.json' with { type: 'json' }
import type { Step } from '../turn-context.ts'
import { askTerritoryForPlaces, useTerritory } from './find-places.ts'
import { kindOf, tellKindIn, tellKindNear } from './kinds-of-place.ts'

/** « fablab 71 », « un fablab à Limoges »: only places whose data says they are one; none known is said, and the need recorded. */
export const findKindOfPlace: Step = (context) => {
  const { activity, words, world, conversation } = context
  const asked =
    activity.kind === 'text' ? kinds.find((kind) => kind.words.some((word) => holds(words, word))) : undefined
  if (!asked) return null
  const kind = kindOf(asked.id)
  const word = asked.words.find((one) => holds(words, one)) ?? ''
  const where = ` ${words} `.split(` ${word} `).at(-1)?.trim() ?? ''
  const departement = world.geography.departementIn(where)
  if (departement) return tellKindIn(context, kind, departement)
  const found = where === '' ? ({ kind: 'none' } as const) : world.geography.find(where, false)
  if (found.kind === 'found' || found.kind === 'several')
    return useTerritory(context, found, `kind:${kind.id}`, 'asked')
  return conversation.territory
    ? tellKindNear(context, kind, conversation.territory)
    : askTerritoryForPlaces(context, `kind:${kind.id}`)
}

const holds = (words: string, word: string) => ` ${words} `.includes(` ${word} `)
