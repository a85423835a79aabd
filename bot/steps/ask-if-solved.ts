import { ask, yesNo } from '../say.ts'
import type { Outcome, TurnContext } from '../turn-context.ts'

/** « C'est réglé ? »; where the procedure can be followed step by step, that is offered in the same message. */
export function askIfSolved(context: TurnContext, topic: string): Outcome {
  const view = context.world.knowledge.topic(topic)
  const offersHuman = view?.policy === 'REPONDRE_PUIS_HUMAIN'
  return ask(context, offersHuman ? 'solved.ask-with-human' : 'solved.ask', {
    options: yesNo(context, { do: 'solved' }, { do: 'not-solved' }),
    yesNo: true,
    topic,
    reason: 'not-solved',
  })
}
