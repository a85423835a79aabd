import { fold } from '../fold.ts'
import { frenchDate } from '../french-date.ts'
import type { Option } from '../open-question.ts'
import { isAboutWorkshops } from '../read-words.ts'
import { ask, say } from '../say.ts'
import { andThen, type Outcome, outcome, type Step, type TurnContext } from '../turn-context.ts'
import type { WorkshopView } from '../world.ts'

const SHOWN = 2
const DAY_MS = 24 * 3_600_000

/** « C'est quand le café informatique à Cluny ? »: the next two dates, and one number to sign up. */
export const tellWorkshops: Step = (context) => {
  if (!isAboutWorkshops(context.words)) return null
  const shown = nearestFirst(context).slice(0, SHOWN)
  if (shown.length === 0)
    return outcome([say(context, 'workshop.none')], {}, [
      {
        kind: 'record-need',
        text: context.text,
        topic: 'num.apprendre',
        reason: 'no-data',
        territory: context.conversation.territory,
      },
    ])
  const lines = shown.map((workshop, index) =>
    say(context, 'workshop.one', { ...valuesOf(context, workshop), number: index + 1 }),
  )
  const options = shown.map(
    ({ id, title }, index): Option => ({
      number: String(index + 1),
      label: title.slice(0, 20),
      act: { do: 'sign-up', workshop: id },
    }),
  )
  return andThen(outcome(lines), ask(context, 'workshop.which', { options }))
}

/** A seat, and a reminder the day before, because they asked for it. */
export function signUp(context: TurnContext, id: string): Outcome {
  const workshop = context.world.workshops.find((one) => one.id === id)
  if (!workshop || workshop.seatsLeft === 0) return outcome([say(context, 'workshop.full')], { openQuestion: null })
  const remindAt = workshop.startsAt - DAY_MS
  return outcome([say(context, 'workshop.signed', valuesOf(context, workshop))], { openQuestion: null }, [
    { kind: 'sign-up', workshop: id },
    ...(remindAt > context.now
      ? [{ kind: 'schedule' as const, at: remindAt, job: { name: 'workshop-reminder' as const, workshop: id } }]
      : []),
  ])
}

/** A workshop cancelled meanwhile is not reminded of. */
export function remindOfWorkshop(context: TurnContext, id: string): Outcome {
  const workshop = context.world.workshops.find((one) => one.id === id)
  return outcome(workshop ? [say(context, 'workshop.reminder', valuesOf(context, workshop))] : [])
}

/** Those of the commune named, or of where the person is, before the others; the soonest first. */
function nearestFirst({ world, words, conversation }: TurnContext): WorkshopView[] {
  const isHere = ({ commune }: WorkshopView) =>
    words.includes(fold(commune)) || commune === conversation.territory?.commune
  return [...world.workshops.filter(isHere), ...world.workshops.filter((workshop) => !isHere(workshop))]
}

function valuesOf({ world }: TurnContext, { title, place, commune, startsAt, seatsLeft }: WorkshopView) {
  return { title, place, commune, date: frenchDate(startsAt, world.network.timeZone), seats: seatsLeft }
}
