import type { HandoffReason } from '../open-question.ts'
import { ask, yesNo } from '../say.ts'
import type { Outcome, TurnContext } from '../turn-context.ts'

/** The way to a person, offered: never a ticket by itself. */
export function offerHuman(context: TurnContext, id: string, reason: HandoffReason): Outcome {
  return ask(context, id, {
    options: yesNo(context, { do: 'ask-human', reason }, { do: 'refuse-consent' }),
    yesNo: true,
    topic: context.conversation.topic,
    reason,
  })
}
