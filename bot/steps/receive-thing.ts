import type { ScheduledJob } from '../activity.ts'
import { say } from '../say.ts'
import { andThen, type Outcome, outcome, type Step, type TurnContext } from '../turn-context.ts'
import { goOn } from './find-places.ts'
import { renewPromise } from './hand-off.ts'
import { forgetMedia, receiveMedia } from './receive-media.ts'
import { remindOfWorkshop } from './tell-workshops.ts'

/** Everything that is not words: a position, a voice message or a picture, a start from a place's code, something due. */
export const receiveThing: Step = (context) => {
  const { activity } = context
  if (activity.kind === 'location') return usePosition(context, activity)
  if (activity.kind === 'media') return receiveMedia(context, activity)
  if (activity.kind === 'start') return welcome(context, activity.placeCode)
  return activity.kind === 'due' ? doDue(context, activity.job) : null
}

function doDue(context: TurnContext, job: ScheduledJob): Outcome {
  if (job.name === 'ticket-promise') return renewPromise(context)
  if (job.name === 'forget-media') return forgetMedia()
  return remindOfWorkshop(context, job.workshop)
}

function usePosition(context: TurnContext, point: { latitude: number; longitude: number }): Outcome {
  const territory = context.world.geography.at(point)
  if (!territory) return outcome([say(context, 'territory.not-found')])
  const free = context.conversation.openQuestion?.free
  // the nearest places are measured from where the person stands, not from the town hall
  const here = { ...territory, ...point }
  return free?.expects === 'territory'
    ? goOn(context, here, free.next, free.reason)
    : goOn(context, here, 'places', 'asked')
}

function welcome(context: TurnContext, placeCode: string | null): Outcome {
  const { geography, network } = context.world
  const place = placeCode ? geography.placeOf(placeCode) : null
  const opening = outcome([
    place?.name
      ? say(context, 'welcome.place', { place: place.name })
      : say(context, 'welcome.robot', { network: network.name }),
    say(context, 'welcome.ask'),
  ])
  return place ? andThen(opening, outcome([], { territory: place.territory, placeCode })) : opening
}
