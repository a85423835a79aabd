import type { HandoffReason, Next, Option } from '../open-question.ts'
import { ask, say } from '../say.ts'
import type { Territory } from '../territory.ts'
import { after, andThen, type Outcome, outcome, type TurnContext } from '../turn-context.ts'
import type { TerritoryAnswer } from '../world.ts'
import { askConsent } from './hand-off.ts'
import { kindOf, tellKindNear } from './kinds-of-place.ts'
import { sayNearest } from './say-nearest.ts'
import { askWhichPlace } from './show-place.ts'

export function askTerritoryForPlaces(context: TurnContext, next: Next = 'places'): Outcome {
  return ask(context, 'places.where', { options: [], free: { expects: 'territory', next, reason: 'asked' } })
}

/** The three nearest places, one message each: they are read on a small screen, and the phone can be tapped. */
export function sayPlaces(context: TurnContext, territory: Territory): Outcome {
  const said = andThen(
    sayNearest(context, territory, 'places.found'),
    outcome([], { territory, openQuestion: null, misses: 0, topic: 'aide.lieu_proche' }),
  )
  const places = context.world.geography.near(territory)
  if (places.length === 1) return andThen(said, outcome([say(context, 'places.bring')]))
  return places.length === 0 ? said : andThen(said, askWhichPlace(context, places))
}

/** What follows once somebody said where they are, or the question that separates two communes of one name. */
export function useTerritory(
  context: TurnContext,
  answer: TerritoryAnswer,
  next: Next,
  reason: HandoffReason,
): Outcome {
  if (answer.kind === 'found') return goOn(context, answer.territory, next, reason)
  if (answer.kind === 'several') {
    const options: Option[] = answer.territories.map((territory, index) => ({
      number: String(index + 1),
      label: `${territory.commune} (${territory.departement})`,
      act: { do: 'use-territory', territory, next },
    }))
    return ask(context, 'territory.which', { options, free: { expects: 'territory', next, reason }, reason })
  }
  const unknown =
    answer.kind === 'unknown-postcode'
      ? say(context, 'territory.unknown-postcode', { postcode: answer.postcode })
      : null
  const tried = context.conversation.openQuestion?.replyId === 'territory.again'
  // asked once, and once more when it was not understood: then the way to a person goes on without it
  if (tried)
    return next === 'handoff'
      ? askConsent(context, reason)
      : outcome([say(context, 'territory.not-found')], { openQuestion: null })
  const again = ask(context, 'territory.again', { options: [], free: { expects: 'territory', next, reason }, reason })
  return unknown ? andThen(outcome([unknown]), again) : again
}

export function goOn(context: TurnContext, territory: Territory, next: Next, reason: HandoffReason): Outcome {
  if (next === 'places') return sayPlaces(context, territory)
  if (next !== 'handoff') return tellKindNear(context, kindOf(next.slice('kind:'.length)), territory)
  return andThen(outcome([], { territory }), askConsent(after(context, { territory }), reason))
}
