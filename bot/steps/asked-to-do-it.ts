import { asksToDoIt } from '../read-words.ts'
import type { Step } from '../turn-context.ts'
import { answerTopic } from './answer-topic.ts'

/** « Faites-le pour moi, voici mon code »: the code is masked already; why not, and who may with a mandate, is said at once. */
export const askedToDoIt: Step = (context) => {
  const { activity, words } = context
  if (activity.kind !== 'text' || activity.secrets.length === 0 || !asksToDoIt(words)) return null
  return answerTopic(context, 'aide.faire_a_ma_place')
}
