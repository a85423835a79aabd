import type { Option } from '../open-question.ts'
import { ask, option } from '../say.ts'
import { andThen, type Outcome, outcome, type TurnContext } from '../turn-context.ts'

/** More would be a wall to somebody who reads badly. */
const MOST_TOPICS = 4

/** « Vous parlez de… ? » with at most four topics by their labels, then « Autre chose », and 0 for a person. */
export function clarify(context: TurnContext, topics: string[], id = 'clarify.which'): Outcome {
  const shown = topics.flatMap((topic) => context.world.knowledge.topic(topic) ?? []).slice(0, MOST_TOPICS)
  const options: Option[] = shown.map((topic, index) => ({
    number: String(index + 1),
    label: topic.label,
    act: { do: 'answer-topic', topic: topic.id },
  }))
  const other = option(context, options.length + 1, 'choice.other', { do: 'none-of-these' })
  const asked = ask(context, id, { options: [...options, other], reason: 'not-understood' })
  return andThen(asked, outcome([], { utterance: context.text || context.conversation.utterance }))
}
