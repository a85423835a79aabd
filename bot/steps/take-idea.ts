import { isIdea } from '../read-words.ts'
import { ask, say, yesNo } from '../say.ts'
import { type Outcome, outcome, type Step, type TurnContext } from '../turn-context.ts'

/** « J'ai une idée »: kept apart from the needs, and only if the person says yes. */
export const takeIdea: Step = (context) => (isIdea(context.words) ? askForIdea(context) : null)

function askForIdea(context: TurnContext): Outcome {
  return ask(context, 'idea.consent', {
    options: yesNo(context, { do: 'give-idea' }, { do: 'refuse-consent' }),
    yesNo: true,
  })
}

export function askWhichIdea(context: TurnContext): Outcome {
  return ask(context, 'idea.which', { options: [], free: { expects: 'idea' } })
}

export function thankForIdea(context: TurnContext): Outcome {
  return outcome([say(context, 'idea.thanks')], { openQuestion: null }, [{ kind: 'record-idea', text: context.text }])
}
