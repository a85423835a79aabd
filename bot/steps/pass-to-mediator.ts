import { readCommand } from '../read-words.ts'
import { outcome, type Step } from '../turn-context.ts'
import { answersTransfer } from './transfer.ts'

/** Rights that hold at any point, whoever has the conversation. */
const alwaysObeyed = new Set(['stop', 'erase', 'my-data', 'elsewhere'])

/** While a mediator holds the conversation the bot keeps quiet: what the person writes goes to them. */
export const passToMediator: Step = (context) => {
  const { conversation, activity, words } = context
  if (conversation.status !== 'with-mediator') return null
  if (activity.kind === 'due') return outcome([])
  if (answersTransfer(context)) return null
  if (alwaysObeyed.has(readCommand(words) ?? '')) return null
  return outcome([], {}, [{ kind: 'append-to-ticket' }])
}
