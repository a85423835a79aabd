import { ask, option, say } from '../say.ts'
import { andThen, type Outcome, outcome, type Step, type TurnContext } from '../turn-context.ts'
import type { Match } from '../world.ts'
import { answerTopic } from './answer-topic.ts'
import { choosable, clarify } from './clarify.ts'
import { missed } from './fall-back.ts'
import { useTerritory } from './find-places.ts'
import { addToTicket } from './hand-off.ts'
import { askIfInDanger, isBelievedSafe, sayEmergency } from './handle-danger.ts'
import { answerSmallTalk } from './small-talk.ts'

/** What the person means, and what follows from the topic's policy and the band. The last step: it always decides. */
export const matchTopic: Step = (context) => {
  if (context.activity.kind !== 'text') return outcome([])
  const place = onlyPlace(context)
  if (place) return place
  const [first, ...others] = context.world.understanding.match(context.text)
  if (!first) return missed(context, [])
  const urgent = urgentTopic(context, first)
  if (urgent) return urgent
  if (first.band === 'sure' && first.topic) return sureOf(context, first.topic, others)
  if (context.conversation.status === 'waiting') return addToTicket(context)
  if (first.outOfScope) return outsideScope(context, first)
  const candidates = first.candidates.filter(
    ({ topic }) => !context.conversation.rejected.includes(topic) && choosable(context, topic),
  )
  if (first.band === 'unsure' && candidates.length > 0) return clarify(context, candidates)
  return missed(
    context,
    candidates.map(({ topic }) => topic),
  )
}

/** A postcode alone asks « what is there near me? ». */
function onlyPlace(context: TurnContext): Outcome | null {
  if (!/^\d{2} ?\d{3}$/.test(context.words)) return null
  return useTerritory(context, context.world.geography.find(context.text, true), 'places', 'asked')
}

/** Two needs in one message: the first is answered now, the other kept and said. */
function sureOf(context: TurnContext, topic: string, others: Match[]): Outcome {
  const nextTopics = others
    .flatMap((match) => (match.band === 'sure' && match.topic && match.topic !== topic ? [match.topic] : []))
    .slice(0, 2)
  if (nextTopics.length === 0) return answerTopic(context, topic)
  const title = context.world.knowledge.topic(topic)?.title ?? ''
  return andThen(
    andThen(outcome([say(context, 'needs.two', { topic: title })]), answerTopic(context, topic)),
    outcome([], { nextTopics }),
  )
}

/**
 * An emergency among the first two guesses is never a numbered choice: its number when that is sure, the one question when it is not.
 * The danger check has already looked and found nothing clear, so most of these doubts are ordinary trouble told in strong words.
 */
function urgentTopic(context: TurnContext, match: Match): Outcome | null {
  if (match.outOfScope) return null
  const views = match.candidates.slice(0, 2).map((candidate) => context.world.knowledge.topic(candidate.topic))
  const [first, second] = views.map((view) => (view?.emergency ? view : null))
  const urgent = match.band === 'unsure' ? (first ?? second) : first
  if (!urgent?.emergency) return null
  if (match.band === 'sure') return sayEmergency(context, urgent)
  if (isBelievedSafe(context)) return null
  const { level, type } = urgent.emergency
  // a bailiff, a power cut: a useful sentence and the way to a person, which also serves whoever did not mean it
  return level === 'priority' && match.band === 'unsure' ? sayEmergency(context, urgent) : askIfInDanger(context, type)
}

function outsideScope(context: TurnContext, match: Match): Outcome {
  if (match.outOfScope === 'smalltalk' || match.outOfScope === 'insult')
    return answerSmallTalk(context, match.outOfScope)
  if (match.outOfScope === 'gibberish') return missed(context, [])
  const need = outcome([], { misses: 0, utterance: context.text }, [
    {
      kind: 'record-need',
      text: context.text,
      topic: null,
      reason: 'out-of-scope',
      territory: context.conversation.territory,
    },
  ])
  if (match.outOfScope === 'offtopic')
    return andThen(outcome([say(context, 'scope.offtopic')], { openQuestion: null }), need)
  const asked = ask(context, 'scope.near', {
    options: [
      option(context, 1, 'choice.places', { do: 'answer-topic', topic: 'aide.lieu_proche' }),
      option(context, 2, 'choice.other', { do: 'another-question' }),
    ],
    reason: 'not-understood',
  })
  return andThen(need, asked)
}
