import type { TopicView } from '../../knowledge-base/snapshot.ts'
import { asksWhoIsAt, isRejection } from '../read-words.ts'
import { ask, say, yesNo } from '../say.ts'
import { after, andThen, type Outcome, outcome, type Step, type TurnContext } from '../turn-context.ts'
import type { DangerView } from '../world.ts'
import { openHandoff } from './hand-off.ts'

/**
 * Before anything else, and even while a mediator holds the conversation. Number in the first line, no menu, no survey;
 * only the kind and the day are kept.
 */
export const handleDanger: Step = (context) => {
  const danger = heardDanger(context)
  if (!danger || danger.level === 'priority') return null
  if (danger.certainty !== 'clear') return askIfInDanger(context, danger.type, danger.orElse)
  return sayDanger(context, danger.type, danger.orElse)
}

/** Somebody who said they were not in danger is not asked again, in doubt, for so long. */
const BELIEVED_MS = 3_600_000

export const isBelievedSafe = ({ conversation, now }: TurnContext) =>
  conversation.saidSafeAt !== null && now - conversation.saidSafeAt < BELIEVED_MS

/** A faint danger gives way to a clear topic that is not its own, to a mediator who reads it anyway, to a short answer and to a recent « non ». */
function heardDanger(context: TurnContext): DangerView | null {
  if (context.activity.kind !== 'text') return null
  const danger = context.world.safety.danger(context.text)
  if (danger?.certainty !== 'faint') return danger
  if (context.conversation.status !== 'with-bot' || context.words.split(' ').length < 3) return null
  if (isBelievedSafe(context) || isRejection(context.words) || asksWhoIsAt(context.words)) return null
  const [first] = context.world.understanding.match(context.text)
  const hasTopic = first?.band === 'sure' && first.topic !== null && first.topic !== danger.topic
  return hasTopic && !context.world.knowledge.topic(first.topic ?? '')?.emergency ? null : danger
}

export function askIfInDanger(context: TurnContext, type: string, orElse?: string): Outcome {
  const asked = ask(context, 'danger.ask-now', {
    options: yesNo(context, { do: 'in-danger', type, ...(orElse && { orElse }) }, { do: 'not-in-danger' }),
    yesNo: true,
  })
  return andThen(asked, outcome([], { utterance: context.text }))
}

/** A needless question costs one « non »: what they had asked is answered at once. */
export function sayNotInDanger(context: TurnContext): Outcome {
  const { utterance } = context.conversation
  const thanked = outcome([say(context, 'danger.glad-not')], { openQuestion: null, saidSafeAt: context.now })
  return utterance ? { ...thanked, resume: utterance } : andThen(thanked, outcome([say(context, 'ask.another')]))
}

/** The number, the other one when two kinds of danger are as likely, and whether somebody of the network is there. */
export function sayDanger(context: TurnContext, type: string, orElse?: string): Outcome {
  const { desk } = context.world
  const said = outcome(
    [
      say(context, `danger.${type}`),
      // the short lines exist in French only
      ...(orElse && context.conversation.language === 'fr' ? [say(context, `danger.or.${orElse}`)] : []),
      say(context, desk.onDuty > 0 ? 'danger.mediator-alerted' : 'danger.nobody-here'),
    ],
    { openQuestion: null, path: null, misses: 0, nextTopics: [], utterance: null },
    [
      { kind: 'alert-mediator', about: 'danger', type },
      { kind: 'record-danger', type },
    ],
  )
  const withMediator = context.conversation.status === 'with-mediator' || context.conversation.status === 'waiting'
  return withMediator ? andThen(said, outcome([], {}, [{ kind: 'append-to-ticket' }])) : said
}

/** A same-day person: no food is a danger, but a bailiff, a power cut, are a ticket in front of the queue. */
export const handlePriority: Step = (context) => {
  const danger = heardDanger(context)
  return danger?.level === 'priority' ? sayPriority(context, danger.type, danger.topic) : null
}

/** An emergency of the list, by its level: the number and nothing else, or one useful sentence and the way to a person. */
export function sayEmergency(context: TurnContext, topic: TopicView): Outcome | null {
  if (!topic.emergency) return null
  const { type, level } = topic.emergency
  return level === 'danger' ? sayDanger(context, type) : sayPriority(context, type, topic.id)
}

function sayPriority(context: TurnContext, type: string, topic: string): Outcome {
  const useful = outcome(
    [say(context, `priority.${type}`)],
    { topic, utterance: context.text, openQuestion: null, urgent: true },
    [{ kind: 'alert-mediator', about: 'priority', type }],
  )
  return andThen(useful, openHandoff(after(context, useful.change), 'topic-needs-human'))
}
