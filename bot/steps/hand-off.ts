import { frenchDate } from '../french-date.ts'
import type { HandoffReason } from '../open-question.ts'
import { ask, say, yesNo } from '../say.ts'
import type { Territory } from '../territory.ts'
import { andThen, type Outcome, outcome, type TurnContext } from '../turn-context.ts'
import { NEWS_AFTER_MS } from './news-after.ts'
import { sayNearest } from './say-nearest.ts'
import { newsOfTransfer } from './transfer.ts'

/** Territory (asked once), then consent, then a ticket: the way to a person, from wherever it is asked. */
export function openHandoff(context: TurnContext, reason: HandoffReason): Outcome {
  const { conversation } = context
  if (conversation.status === 'waiting')
    return outcome([say(context, 'handoff.already-waiting')], {}, [{ kind: 'append-to-ticket' }])
  if (conversation.territory) return askConsent(context, reason)
  return ask(context, 'handoff.where', {
    options: [],
    free: { expects: 'territory', next: 'handoff', reason },
    topic: conversation.topic,
    reason,
  })
}

export function askConsent(context: TurnContext, reason: HandoffReason): Outcome {
  return ask(context, 'handoff.consent', {
    options: yesNo(context, { do: 'consent' }, { do: 'refuse-consent' }),
    yesNo: true,
    topic: context.conversation.topic,
    reason,
  })
}

/** The person agreed: a ticket is always opened. Nobody on duty → a dated promise and the three nearest places. */
export function openTicket(context: TurnContext, reason: HandoffReason): Outcome {
  const { conversation, world, now } = context
  const { desk } = world
  const promisedAt = desk.onDuty > 0 ? null : desk.nextOpening
  const said =
    desk.onDuty > 0
      ? outcome([say(context, 'handoff.in-queue', { position: desk.waiting + 1 }), ...maybeInFrench(context)])
      : andThen(outcome([promise(context, promisedAt)]), nearestTo(context, conversation.territory))
  const ticket = outcome([], { status: 'waiting', openQuestion: null, path: null, misses: 0, urgent: false }, [
    {
      kind: 'open-ticket',
      topic: conversation.topic,
      reason,
      language: conversation.language,
      territory: conversation.territory,
      priority: conversation.urgent,
      promisedAt,
    },
    // the promise is kept or renewed, never forgotten
    { kind: 'schedule', at: promiseCheck(desk.onDuty > 0 ? now : promisedAt, now), job: { name: 'ticket-promise' } },
  ])
  return andThen(said, ticket)
}

/** Nobody on duty speaks their language: said now, rather than found out when the answer comes. */
function maybeInFrench(context: TurnContext) {
  const { language } = context.conversation
  const isSpoken = language === 'fr' || context.world.desk.languages.includes(language)
  return isSpoken ? [] : [say(context, 'handoff.maybe-in-french')]
}

/** How long after the promised time (or after joining the queue) the person is told where things stand. */
const PROMISE_GRACE_MS = 2 * 3_600_000

const promiseCheck = (promised: number | null, now: number) =>
  promised === null ? now + NEWS_AFTER_MS : promised + PROMISE_GRACE_MS

function promise(context: TurnContext, promisedAt: number | null) {
  const { timeZone } = context.world.network
  if (promisedAt === null)
    return say(context, 'handoff.no-hours', { date: frenchDate(context.now + NEWS_AFTER_MS, timeZone) })
  return say(context, 'handoff.promise', { date: frenchDate(promisedAt, timeZone) })
}

function nearestTo(context: TurnContext, territory: Territory | null): Outcome {
  return territory ? sayNearest(context, territory, 'handoff.places-meanwhile') : outcome([])
}

/** The promised time has passed and the ticket still waits: say so, with a new date. */
export function renewPromise(context: TurnContext): Outcome {
  if (context.conversation.status !== 'waiting') return outcome([])
  const elsewhere = newsOfTransfer(context)
  if (elsewhere) return elsewhere
  const { desk, network } = context.world
  const next = desk.onDuty > 0 ? null : desk.nextOpening
  const reply =
    next === null
      ? say(context, 'handoff.still-waiting')
      : say(context, 'handoff.new-promise', { date: frenchDate(next, network.timeZone) })
  const again = promiseCheck(next, context.now)
  return outcome([reply], {}, [{ kind: 'schedule', at: again, job: { name: 'ticket-promise' } }])
}

/** While only waiting, words we are not sure of are kept for the mediator, and said to be. */
export function addToTicket(context: TurnContext): Outcome {
  return outcome([say(context, 'handoff.noted')], {}, [{ kind: 'append-to-ticket' }])
}
