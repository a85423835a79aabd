import { frenchDate } from '../french-date.ts'
import { readChoice } from '../read-words.ts'
import { say } from '../say.ts'
import { type Outcome, outcome, type TurnContext } from '../turn-context.ts'
import { NEWS_AFTER_MS } from './news-after.ts'

/** Is this the person's answer to « voulez-vous que … prenne la suite ? », which a mediator had asked? Anything else is for the mediator. */
export function answersTransfer({ conversation, activity, words }: TurnContext): boolean {
  const { openQuestion } = conversation
  if (openQuestion?.replyId !== 'transfer.ask') return false
  return activity.kind === 'choice'
    ? activity.question === openQuestion.id
    : readChoice(words, openQuestion.options) !== null
}

/**
 * The person agreed. A partner of this house gets a ticket of its own and the old one ends; of any other one the person is given the
 * contact, and the mediator stays with them until they say it is over.
 */
export function acceptTransfer(context: TurnContext, partnerId: string): Outcome {
  const { network } = context.world
  const partner = network.partners.find(({ id }) => id === partnerId)
  if (!partner) return stay(context, 'transfer.gone')
  const { name, contact } = partner
  if (partner.network === null) {
    const given = stay(context, 'transfer.contact')
    return { ...given, replies: [say(context, 'transfer.contact', { name, contact })] }
  }
  const newsAt = context.now + NEWS_AFTER_MS
  return outcome(
    [say(context, 'transfer.moved', { name, date: frenchDate(newsAt, network.timeZone) })],
    { status: 'waiting', openQuestion: null, transferredTo: partnerId },
    [
      { kind: 'transfer-ticket', to: partner.network },
      { kind: 'schedule', at: newsAt, job: { name: 'ticket-promise' } },
    ],
  )
}

export const refuseTransfer = (context: TurnContext): Outcome => stay(context, 'transfer.refused')

/** Nothing moves; the mediator sees the answer where they see the rest. */
const stay = (context: TurnContext, id: string): Outcome =>
  outcome([say(context, id)], { openQuestion: null }, [{ kind: 'append-to-ticket' }])

/** Another network has the request: its hours are not known here, so its contact is given instead of a date. */
export function newsOfTransfer(context: TurnContext): Outcome | null {
  const { transferredTo } = context.conversation
  const partner = context.world.network.partners.find(({ id }) => id === transferredTo)
  if (!partner) return null
  const again = { kind: 'schedule' as const, at: context.now + NEWS_AFTER_MS, job: { name: 'ticket-promise' as const } }
  return outcome([say(context, 'transfer.still-waiting', { name: partner.name, contact: partner.contact })], {}, [
    again,
  ])
}
