import type { ArticleView, TopicView } from '../../knowledge-base/snapshot.ts'
import type { Option } from '../open-question.ts'
import { ask } from '../say.ts'
import type { Outcome, TurnContext } from '../turn-context.ts'

type Choice = NonNullable<ArticleView['askFirst']>['choices'][number]

/** The one fact an article wants to know before it answers: already said in the person's words, or asked. */
export type FirstFact = { kind: 'said'; choice: Choice } | { kind: 'asked'; outcome: Outcome }

/** Null when the article asks nothing. */
export function askFirst(context: TurnContext, topic: TopicView, article: ArticleView): FirstFact | null {
  if (!article.askFirst) return null
  const { question, choices } = article.askFirst
  const said = choices.filter(({ words }) => words.some((word) => ` ${context.words} `.includes(` ${word} `)))
  const [only] = said
  if (only && said.length === 1) return { kind: 'said', choice: only }
  const options = choices.map(
    (choice, index): Option => ({ number: String(index + 1), label: choice.label, act: actOf(choice, topic.id) }),
  )
  const asked = ask(context, 'answer.ask-first', {
    values: { question },
    options,
    topic: topic.id,
    reason: 'not-solved',
  })
  return { kind: 'asked', outcome: asked }
}

const actOf = ({ topic, section }: Choice, own: string): Option['act'] =>
  topic === null ? { do: 'answer-part', topic: own, section } : { do: 'answer-topic', topic }
