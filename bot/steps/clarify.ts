import { distinguish } from '../../intents/catalogue/distinctions.ts'
import type { TopicView } from '../../knowledge-base/snapshot.ts'
import type { Option } from '../open-question.ts'
import { ask, option } from '../say.ts'
import { andThen, type Outcome, outcome, type TurnContext } from '../turn-context.ts'
import type { Match } from '../world.ts'
import { answerTopic } from './answer-topic.ts'
import { namedChoice } from './named-choice.ts'

/** More would be a wall to somebody who reads badly. */
const MOST_TOPICS = 4

/** The one question that separates the candidates when there is one; else « vous parlez de… ? » with their labels. */
export function clarify(context: TurnContext, candidates: Match['candidates']): Outcome {
  const distinction = candidates.length > 1 ? distinguish(candidates) : null
  if (distinction === null)
    return chooseTopic(
      context,
      candidates.map(({ topic }) => topic),
    )
  const { rejected } = context.conversation
  const choices = distinction.choices.filter(({ topic }) => !rejected.includes(topic))
  const named = namedChoice(context, choices)
  if (named && candidates.some(({ topic }) => topic === named.topic)) return answerTopic(context, named.topic)
  return askWhich(context, 'clarify.between', choices, { question: distinction.question })
}

/** At most four topics by their labels. */
export function chooseTopic(context: TurnContext, topics: readonly string[], id = 'clarify.which'): Outcome {
  const shown = topics.flatMap((topic) => choosable(context, topic) ?? []).slice(0, MOST_TOPICS)
  return askWhich(
    context,
    id,
    shown.map((topic) => ({ topic: topic.id, label: topic.label })),
  )
}

/** A topic that may stand in a list: an emergency never is a numbered choice. */
export function choosable(context: TurnContext, topic: string): TopicView | null {
  const view = context.world.knowledge.topic(topic)
  return view?.emergency ? null : view
}

/** The choices, then « Autre chose », and 0 for a person. */
function askWhich(
  context: TurnContext,
  id: string,
  choices: readonly { topic: string; label: string }[],
  values: Record<string, string> = {},
): Outcome {
  const options: Option[] = choices.map(({ topic, label }, index) => ({
    number: String(index + 1),
    label,
    act: { do: 'answer-topic', topic },
  }))
  const other = option(context, options.length + 1, 'choice.other', { do: 'none-of-these' })
  const asked = ask(context, id, { options: [...options, other], values, reason: 'not-understood' })
  return andThen(asked, outcome([], { utterance: context.text || context.conversation.utterance }))
}
