import type { Reply } from '../reply.ts'
import { say } from '../say.ts'
import type { Territory } from '../territory.ts'
import { type Outcome, outcome, type TurnContext } from '../turn-context.ts'
import type { PlaceView } from '../world.ts'

/** `introId` says why they are shown. When the data knows no place, that is said, and the need recorded. */
export function sayNearest(context: TurnContext, territory: Territory, introId: string): Outcome {
  const places = context.world.geography.near(territory)
  const first = places[0]
  if (!first)
    return outcome([say(context, 'places.none', { commune: territory.commune })], {}, [
      { kind: 'record-need', text: '', topic: 'aide.lieu_proche', reason: 'no-data', territory },
    ])
  const intro = say(context, introId, { commune: territory.commune, date: first.dataDate })
  return outcome([intro, ...sayPlaceLines(context, places)])
}

/** One message each: they are read on a small screen, and the phone can be tapped. */
export const sayPlaceLines = (context: TurnContext, places: PlaceView[]): Reply[] =>
  places.map((place, index) => ({
    ...say(context, place.phone ? 'places.one' : 'places.one-without-phone', {
      number: index + 1,
      name: place.name,
      distance: place.distance,
      hours: place.hours,
      address: place.address,
      phone: place.phone ?? '',
      cost: place.phoneCost ?? '',
    }),
  }))
