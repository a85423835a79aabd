import type { Act, OpenQuestion, Option } from './open-question.ts'
import type { Reply } from './reply.ts'
import { textOf } from './texts/texts.ts'
import { type Outcome, outcome, type TurnContext } from './turn-context.ts'

type Values = Record<string, string | number>

/** A plain message. Two wordings of one id alternate, so that nothing is said twice in a row word for word. */
export function say(context: TurnContext, id: string, values: Values = {}): Reply {
  return { id, text: wording(context, id, values), choices: [], question: null }
}

export interface Asking {
  options: Option[]
  values?: Values
  free?: OpenQuestion['free']
  topic?: string | null
  reason?: OpenQuestion['reason']
  /** yes/no questions have only their two choices; every other list ends with « 0 » */
  yesNo?: boolean
}

/** A message that waits for an answer: the reply, and what the conversation must remember to read it. */
export function ask(context: TurnContext, id: string, asking: Asking): Outcome {
  const text = wording(context, id, asking.values ?? {})
  const human = option(context, 0, 'choice.human', { do: 'ask-human', reason: asking.reason ?? 'asked' })
  const options = asking.yesNo || asking.options.length === 0 ? asking.options : [...asking.options, human]
  const openQuestion: OpenQuestion = {
    id: `${context.conversation.turn}`,
    replyId: id,
    text,
    options,
    free: asking.free ?? { expects: 'nothing' },
    topic: asking.topic ?? null,
    reason: asking.reason ?? null,
  }
  return outcome([putQuestion(openQuestion)], { openQuestion })
}

/** A question as a reply: when it is asked, and word for word when it is put once more. */
export const putQuestion = ({ replyId, text, options, id }: OpenQuestion): Reply => ({
  id: replyId,
  text,
  choices: options.map(({ number, label }) => ({ number, label })),
  question: id,
})

/** One numbered choice, its label from the texts. */
export function option(context: TurnContext, number: number, labelId: string, act: Act): Option {
  return { number: String(number), label: textOf(context.conversation.language, labelId, 0), act }
}

/** « 1 Oui, 2 Non » with what each does. */
export function yesNo(context: TurnContext, yes: Act, no: Act): Option[] {
  return [option(context, 1, 'choice.yes', yes), option(context, 2, 'choice.no', no)]
}

function wording(context: TurnContext, id: string, values: Values): string {
  const { conversation } = context
  const first = fill(textOf(conversation.language, id, 0), values)
  if (!conversation.lastTexts.includes(first)) return first
  return fill(textOf(conversation.language, id, 1), values)
}

function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
