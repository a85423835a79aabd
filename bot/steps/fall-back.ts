import type { NeedReason } from '../effect.ts'
import { ask, option, putQuestion, say, yesNo } from '../say.ts'
import { after, andThen, type Outcome, outcome, type TurnContext } from '../turn-context.ts'
import { choosable, chooseTopic } from './clarify.ts'
import { addToTicket } from './hand-off.ts'
import { offerHuman } from './offer-human.ts'

/** Not understood. First: said differently, with choices. Second: a person. Each miss is recorded. */
export function missed(context: TurnContext, candidates: string[], reason: NeedReason = 'not-understood'): Outcome {
  const { conversation } = context
  if (conversation.status === 'waiting') return addToTicket(context)
  const need = outcome([], { misses: conversation.misses + 1, utterance: context.text || conversation.utterance }, [
    {
      kind: 'record-need',
      text: context.text,
      topic: candidates[0] ?? null,
      reason,
      territory: conversation.territory,
    },
  ])
  const here = after(context, need.change)
  if (conversation.misses > 0)
    return andThen(
      need,
      andThen(outcome([], { misses: 0 }), offerHuman(here, 'fallback.offer-human', 'not-understood')),
    )
  const fresh = candidates.filter((topic) => !conversation.rejected.includes(topic) && choosable(context, topic))
  if (fresh.length > 0) return andThen(need, chooseTopic(here, fresh, 'fallback.rephrase'))
  return andThen(
    need,
    ask(here, 'fallback.say-again', {
      options: [
        option(here, 1, 'choice.write-it', { do: 'another-question' }),
        option(here, 2, 'choice.places', { do: 'answer-topic', topic: 'aide.lieu_proche' }),
      ],
      reason: 'not-understood',
    }),
  )
}

/** « Non, c'est pas ça » is about the last proposal: what was proposed is not proposed again, and it counts as a miss. */
export function rejectProposal(context: TurnContext): Outcome {
  const { conversation, world } = context
  const { openQuestion } = conversation
  const proposed = (openQuestion?.options ?? []).flatMap((one) =>
    one.act.do === 'answer-topic' ? [one.act.topic] : [],
  )
  const rejected = [
    ...new Set([...conversation.rejected, ...proposed, ...(conversation.topic ? [conversation.topic] : [])]),
  ].slice(-12)
  const wasAnswer = conversation.topic !== null && proposed.length === 0
  const said = conversation.utterance ?? ''
  const here: TurnContext = { ...after(context, { rejected, topic: null, openQuestion: null }), text: said }
  const others = world.understanding.match(said)[0]?.candidates.map((candidate) => candidate.topic) ?? []
  const changed = outcome([], { rejected, topic: null, openQuestion: null, path: null })
  return andThen(
    changed,
    missed(
      here,
      others.filter((topic) => !rejected.includes(topic)),
      wasAnswer ? 'wrong-answer' : 'not-understood',
    ),
  )
}

/** « Je ne comprends pas » before anything was answered: one choice at a time, or what to write; a second time, a person. */
function explainNothingYet(context: TurnContext): Outcome {
  const { openQuestion, misses } = context.conversation
  if (misses > 0) return missed(context, [])
  const again = outcome([], { misses: 1 })
  const likeliest = openQuestion?.options.find(({ act }) => act.do === 'answer-topic')?.act
  if (likeliest?.do === 'answer-topic') return andThen(again, askIfTopic(context, likeliest.topic))
  if (openQuestion) return andThen(again, outcome([say(context, 'repeat.here'), putQuestion(openQuestion)]))
  return andThen(again, outcome([say(context, 'welcome.ask')]))
}

/** A list of short labels said otherwise: the likeliest of them by its full title, and yes or no. */
function askIfTopic(context: TurnContext, topic: string): Outcome {
  return ask(context, 'repeat.is-it', {
    values: { topic: context.world.knowledge.topic(topic)?.title ?? topic },
    options: yesNo(context, { do: 'answer-topic', topic }, { do: 'none-of-these' }),
    yesNo: true,
    reason: 'not-understood',
  })
}

/** « Je ne comprends pas » after an answer: plainer words with choices; a second time, a person. */
export function explainSimpler(context: TurnContext): Outcome | null {
  const { conversation, world } = context
  const article = conversation.topic ? world.knowledge.topic(conversation.topic)?.article : null
  if (!article || conversation.topic === null) return explainNothingYet(context)
  if (conversation.openQuestion?.replyId === 'simpler.choices') return offerHuman(context, 'offer.human', 'not-solved')
  const topic = conversation.topic
  const steps = article.steps.length > 0 ? [option(context, 1, 'choice.step-by-step', { do: 'start-path', topic })] : []
  return ask(context, 'simpler.choices', {
    values: { site: article.site?.words ?? '' },
    options: [
      ...steps,
      option(context, steps.length + 1, 'choice.places', { do: 'answer-topic', topic: 'aide.lieu_proche' }),
    ],
    topic,
    reason: 'not-solved',
  })
}
