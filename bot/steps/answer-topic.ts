import type { AnswerPart, ArticleView, TopicView } from '../../knowledge-base/snapshot.ts'
import { fitsOneMessage, type Reply } from '../reply.ts'
import { ask, say, yesNo } from '../say.ts'
import { after, andThen, type Outcome, outcome, type TurnContext } from '../turn-context.ts'
import { askFirst } from './ask-first.ts'
import { askIfSolved } from './ask-if-solved.ts'
import { askTerritoryForPlaces, sayPlaces } from './find-places.ts'
import { startPath } from './follow-path.ts'
import { openHandoff } from './hand-off.ts'
import { sayEmergency } from './handle-danger.ts'
import { tellKindOf } from './kinds-of-place.ts'
import { offerHuman } from './offer-human.ts'
import { tellSchemes } from './tell-schemes.ts'

/** The topic is known: what follows from its policy. Nothing written, or too old → said so, a person offered, the need recorded. */
export function answerTopic(
  context: TurnContext,
  topicId: string,
  asks: 'ask-first' | 'no-question' = 'ask-first',
): Outcome {
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
  const first = asks === 'ask-first' ? askFirst(here, topic, topic.article) : null
  if (first?.kind === 'asked') return andThen(outcome([], known), first.outcome)
  if (first?.kind === 'said') {
    const { choice } = first
    return choice.topic === null
      ? answerPart(here, topicId, choice.section)
      : answerTopic(here, choice.topic, 'no-question')
  }
  const besides = tellSchemes(here, topicId) ?? tellKindOf(here, topicId) ?? tellAfter(here, topicId) ?? outcome([])
  const told = andThen(
    outcome([], known, [{ kind: 'record-outcome', topic: topicId, outcome: 'answered', step: null }]),
    andThen(tell(here, topic, topic.article), besides),
  )
  if (topic.policy === 'HUMAIN_DIRECT')
    return andThen(told, offerHuman(here, 'offer.topic-needs-human', 'topic-needs-human'))
  return andThen(told, askIfSolved(here, topicId))
}

/** What the article's first question led to: its whole answer, or the part that fits. */
export function answerPart(context: TurnContext, topicId: string, part: AnswerPart): Outcome {
  const article = context.world.knowledge.topic(topicId)?.article
  const said = { ...after(context, { openQuestion: null }), text: context.conversation.utterance ?? '' }
  if (part === 'short' || !article) return answerTopic(said, topicId, 'no-question')
  if (part === 'steps') return startPath(said, topicId)
  const text = article[part]
  if (!text) return answerTopic(said, topicId, 'no-question')
  const told = { ...say(context, 'answer', { text }), id: `section.${part}` }
  return andThen(
    outcome([told], { topic: topicId }, [{ kind: 'record-outcome', topic: topicId, outcome: 'answered', step: null }]),
    askIfSolved(after(context, { topic: topicId }), topicId),
  )
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

/** The short answer; what happens to whoever waits; then where (the words to type before the link) with its source and date. */
function tell(context: TurnContext, topic: TopicView, article: ArticleView): Outcome {
  const answer = { ...say(context, 'answer', { text: article.short }), id: `answer.${topic.id}` }
  const source = say(context, article.steps.length > 0 ? 'answer.where-and-steps' : 'answer.where', {
    site: article.site ? article.site.words : topic.organisation,
    source: article.source,
    date: article.sourceDated,
  })
  const wait = article.ifYouWait ? say(context, 'answer.if-you-wait', { text: article.ifYouWait }) : null
  const stale = article.stale ? [say(context, 'answer.stale', { date: article.sourceDated })] : []
  return outcome([answer, ...(wait ? together(wait, source) : [source]), ...stale])
}

/** Fewer messages to read: two that are short enough become one. */
function together(first: Reply, second: Reply): Reply[] {
  const text = `${first.text}\n${second.text}`
  return fitsOneMessage(text) ? [{ ...second, text }] : [first, second]
}

/** One more line that an answer of this topic never comes without. */
function tellAfter(context: TurnContext, topicId: string): Outcome | null {
  const id = afterAnswer[topicId]
  return id ? outcome([say(context, id)]) : null
}

/** Somebody nobody answers is stuck with the machine: the way that is not digital is said at once. */
const afterAnswer: Record<string, string> = { 'aide.recours_defenseur': 'after.france-services' }

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
