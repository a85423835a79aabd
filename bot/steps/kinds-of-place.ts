import { say } from '../say.ts'
import type { Territory } from '../territory.ts'
import kinds from '../texts/place-kinds.json' with { type: 'json' }
import { andThen, type Outcome, outcome, type TurnContext } from '../turn-context.ts'
import type { PlaceFilter } from '../world.ts'
import { sayPlaceLines } from './say-nearest.ts'

export interface PlaceKind {
  id: string
  label: string
  filter: PlaceFilter
}

export function kindOf(id: string): PlaceKind {
  const kind = kinds.find((one) => one.id === id)
  if (!kind) throw new Error(`No kind of place « ${id} »: add it to bot/texts/place-kinds.json.`)
  const { label, typologie, service } = kind
  return { id, label, filter: { ...(typologie ? { typologie } : {}), ...(service ? { service } : {}) } }
}

/** Near this territory; none known is said, and the need recorded. */
export function tellKindNear(context: TurnContext, kind: PlaceKind, territory: Territory): Outcome {
  const near = context.world.geography.near(territory, kind.filter)
  const known = { territory, openQuestion: null, misses: 0 }
  if (near.length === 0) return andThen(outcome([], known), noneKnown(context, kind, territory.commune, territory))
  const intro = say(context, 'places.kind-found', { label: kind.label, where: territory.commune })
  return outcome([intro, ...sayPlaceLines(context, near)], known)
}

/** In a whole département. */
export function tellKindIn(context: TurnContext, kind: PlaceKind, departement: string): Outcome {
  const there = context.world.geography.inDepartement(departement, kind.filter)
  const territory = { codeInsee: null, commune: '', postcode: '', departement, latitude: 0, longitude: 0 }
  if (there.length === 0) return noneKnown(context, kind, departement, territory)
  return outcome([
    say(context, 'places.kind-found', { label: kind.label, where: departement }),
    ...sayPlaceLines(context, there),
  ])
}

function noneKnown(context: TurnContext, kind: PlaceKind, where: string, territory: Territory | null): Outcome {
  return outcome([say(context, 'places.kind-none', { label: kind.label, where })], { openQuestion: null }, [
    { kind: 'record-need', text: context.text, topic: 'aide.lieu_proche', reason: 'no-data', territory },
  ])
}

/** After an answer that sends people to such places: those near them, or plainly that the data knows none. */
export function tellKindOf(context: TurnContext, topic: string): Outcome | null {
  const found = kinds.find(({ topics }) => topics.some((one) => one === topic))
  if (!found) return null
  const kind = kindOf(found.id)
  const { territory } = context.conversation
  const { geography } = context.world
  if (geography.knows(kind.filter) && !territory)
    return outcome([say(context, 'places.kind-ask', { word: found.words[0] ?? '' })])
  const near = territory ? geography.near(territory, kind.filter) : []
  if (near.length > 0 && territory) return tellKindNear(context, kind, territory)
  return outcome([say(context, 'places.kind-unknown', { label: kind.label })], {}, [
    { kind: 'record-need', text: context.text, topic, reason: 'no-data', territory },
  ])
}
