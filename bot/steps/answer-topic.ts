import type { ArticleView, TopicView } from '../../knowledge-base/snapshot.ts'
import type { HandoffReason } from '../open-question.ts'
import { ask, say, yesNo } from '../say.ts'
import { after, andThen, type Outcome, outcome, type TurnContext } from '../turn-context.ts'
import { askTerritoryForPlaces, sayPlaces } from './find-places.ts'
import { openHandoff } from './hand-off.ts'
import { sayEmergency } from './handle-danger.ts'
import { tellSchemes } from './tell-schemes.ts'

/** The topic is known: what follows from its policy. Nothing written, or too old → said so, a person offered, the need recorded. */
export function answerTopic(context: TurnContext, topicId: string): Outcome {
  const topic = context.world.knowledge.topic(topicId)
  if (topicId === 'aide.humain') return openHandoff(context, 'asked')
  if (topicId === 'aide.lieu_proche') return answerPlaces(context)
  const known = {
    topic: topicId,
    openQuestion: null,
    path: null,
    misses: 0,
    utterance: context.text || context.conversation.utterance,
  }
  const here = after(context, known)
  const emergency = topic && sayEmergency(here, topic)
  if (emergency) return andThen(outcome([], known), emergency)
  if (!topic?.article) return andThen(outcome([], known), withoutArticle(here, topicId, topic))
  const schemes = tellSchemes(here, topicId) ?? outcome([])
  const told = andThen(
    outcome([], known, [{ kind: 'record-outcome', topic: topicId, outcome: 'answered', step: null }]),
    andThen(tell(here, topic, topic.article), schemes),
  )
  if (topic.policy === 'HUMAIN_DIRECT')
    return andThen(told, offerHuman(here, 'offer.topic-needs-human', 'topic-needs-human'))
  return andThen(told, askIfSolved(here, topicId))
}

/** « C'est réglé ? »; where the procedure can be followed step by step, that is offered in the same message. */
export function askIfSolved(context: TurnContext, topic: string): Outcome {
  const view = context.world.knowledge.topic(topic)
  const offersHuman = view?.policy === 'REPONDRE_PUIS_HUMAIN'
  return ask(context, offersHuman ? 'solved.ask-with-human' : 'solved.ask', {
    options: yesNo(context, { do: 'solved' }, { do: 'not-solved' }),
    yesNo: true,
    topic,
    reason: 'not-solved',
  })
}

/** The way to a person, offered: never a ticket by itself. */
export function offerHuman(context: TurnContext, id: string, reason: HandoffReason): Outcome {
  return ask(context, id, {
    options: yesNo(context, { do: 'ask-human', reason }, { do: 'refuse-consent' }),
    yesNo: true,
    topic: context.conversation.topic,
    reason,
  })
}

/** Back after days, or after a detour: the same answer once more. */
export function continueTopic(context: TurnContext): Outcome {
  const { topic } = context.conversation
  return topic ? answerTopic(context, topic) : outcome([say(context, 'ask.another')], { openQuestion: null })
}

/** The second need of a message, offered when the first is settled. */
export function nextNeed(context: TurnContext): Outcome | null {
  const [next, ...rest] = context.conversation.nextTopics
  const view = next ? context.world.knowledge.topic(next) : null
  if (!next || !view) return null
  const asked = ask(context, 'needs.next', {
    values: { topic: view.title },
    options: yesNo(context, { do: 'answer-topic', topic: next }, { do: 'another-question' }),
    yesNo: true,
    topic: next,
  })
  return andThen(asked, outcome([], { nextTopics: rest }))
}

/** The short answer; then where (the words to type before the link) with its source and date. */
function tell(context: TurnContext, topic: TopicView, article: ArticleView): Outcome {
  const answer = { ...say(context, 'answer', { text: article.short }), id: `answer.${topic.id}` }
  const source = say(context, article.steps.length > 0 ? 'answer.where-and-steps' : 'answer.where', {
    site: article.site ? article.site.words : topic.organisation,
    source: article.source,
    date: article.sourceDated,
  })
  return outcome(
    article.stale ? [answer, source, say(context, 'answer.stale', { date: article.sourceDated })] : [answer, source],
  )
}

function withoutArticle(context: TurnContext, id: string, topic: TopicView | null): Outcome {
  const need = outcome([say(context, 'topic.no-article', { topic: topic?.title ?? id })], {}, [
    {
      kind: 'record-need',
      text: context.text,
      topic: id,
      reason: 'no-article',
      territory: context.conversation.territory,
    },
  ])
  return andThen(need, offerHuman(context, 'offer.human', 'topic-needs-human'))
}

function answerPlaces(context: TurnContext): Outcome {
  const { geography } = context.world
  const said = geography.find(context.text, true)
  if (said.kind === 'found') return sayPlaces(context, said.territory)
  const { territory } = context.conversation
  return territory ? sayPlaces(context, territory) : askTerritoryForPlaces(context)
}
