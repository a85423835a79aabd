import type { Option } from '../open-question.ts'
import { ask, say } from '../say.ts'
import type { Territory } from '../territory.ts'
import { type Outcome, outcome, type Step, type TurnContext } from '../turn-context.ts'
import type { PlaceView } from '../world.ts'

const LONGEST_LABEL = 20

/** « 1, 2 ou 3 ? » under a list of places: one number gives what to bring and how to find it. */
export function askWhichPlace(context: TurnContext, places: PlaceView[]): Outcome {
  const options = places.map(
    ({ id, name }, index): Option => ({
      number: String(index + 1),
      label: shortName(name),
      act: { do: 'show-place', place: id },
    }),
  )
  const id = places.length === 2 ? 'places.which-of-two' : 'places.which'
  return ask(context, id, { options, topic: 'aide.lieu_proche' })
}

/** « France services de Bellac » on a button: « Bellac ». */
function shortName(name: string): string {
  const bare = name.replace(/^(?:espace )?france services (?:de |du |des |d['’])?/i, '').trim()
  const shown = bare === '' ? name : bare.charAt(0).toUpperCase() + bare.slice(1)
  return shown.length <= LONGEST_LABEL ? shown : `${shown.slice(0, LONGEST_LABEL - 1).trimEnd()}…`
}

/** A card to show or to forward: address, hours, phone and its cost, what to bring; nothing of the person. */
export function showPlace(context: TurnContext, id: string): Outcome {
  const place = context.world.geography.placeById(id)
  if (!place) return outcome([say(context, 'territory.not-found')], { openQuestion: null })
  const { name, address, hours, dataDate: date } = place
  const card = place.phone
    ? say(context, 'places.card', { name, address, hours, date, phone: place.phone, cost: place.phoneCost ?? '' })
    : say(context, 'places.card-without-phone', { name, address, hours, date })
  return outcome([card, say(context, 'places.bring')], { openQuestion: null, misses: 0, topic: 'aide.lieu_proche' })
}

/** « France services Bellac »: the one place of that commune, for who already knows where they want to go. */
export const namePlace: Step = (context) => {
  const said =
    context.activity.kind === 'text'
      ? /^(?:la |une |le )?(?:maison )?france services?(?: (.+))?$/.exec(context.words)
      : null
  const where = said?.[1]
  if (!where) return null
  const found = context.world.geography.find(where, false)
  if (found.kind !== 'found') return null
  const place = inCommune(context, found.territory)
  if (!place) return null
  const shown = showPlace(context, place.id)
  return { ...shown, change: { ...shown.change, territory: found.territory } }
}

/** The nearest one bears the commune in its address; otherwise the list of the three nearest is the honest answer. */
function inCommune({ world }: TurnContext, territory: Territory): PlaceView | null {
  return world.geography.near(territory).find(({ commune }) => commune === territory.commune) ?? null
}
