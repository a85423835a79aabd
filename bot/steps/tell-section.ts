import type { ArticleView } from '../../knowledge-base/snapshot.ts'
import { readSection, type Section } from '../read-words.ts'
import { say } from '../say.ts'
import { andThen, type Outcome, outcome, type Step, type TurnContext } from '../turn-context.ts'
import { askIfSolved } from './ask-if-solved.ts'
import { startPath } from './follow-path.ts'

/** After an answer, one word asks for a part of it: « étapes », « sans internet », « imprimante », « apporter »… */
export const tellSection: Step = (context) => {
  const { topic } = context.conversation
  const section = readSection(context.words)
  const article = topic ? context.world.knowledge.topic(topic)?.article : null
  if (!section || !topic || !article) return null
  if (section === 'steps')
    return article.steps.length > 0 ? startPath(context, topic) : outcome([say(context, 'path.no-steps')])
  return tellPart(context, topic, section, article)
}

function tellPart(
  context: TurnContext,
  topic: string,
  section: Exclude<Section, 'steps'>,
  article: ArticleView,
): Outcome {
  if (section === 'source') {
    const { source, sourceDated, readOn } = article
    return outcome([say(context, 'section.source', { source, date: sourceDated, readOn })])
  }
  const part = article[section]
  if (!part) return outcome([say(context, 'section.unknown')])
  return andThen(
    outcome([{ ...say(context, 'answer', { text: part }), id: `section.${section}` }]),
    askIfSolved(context, topic),
  )
}
