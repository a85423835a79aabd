import { say } from '../say.ts'
import { type Outcome, outcome, type TurnContext } from '../turn-context.ts'

/** A kind line, and back to what the person may need; an open question stays open. */
export function answerSmallTalk(context: TurnContext, kind: 'smalltalk' | 'insult'): Outcome {
  return outcome([say(context, kind === 'insult' ? 'talk.insult' : 'talk.small')])
}
