/** One numbered choice; « 0 » is always a person. `label` fits a button (≤ 20 characters) where it names a topic. */
export interface Choice {
  number: string
  label: string
}

/**
 * One message to the person. `id` is stable (`fallback.offer-human`): transcripts and figures rely on it, texts may improve.
 * `text` is ≤ 320 characters and ≤ 5 lines, without the choices. `question` is set when the choices answer a question.
 */
export interface Reply {
  id: string
  text: string
  choices: Choice[]
  question: string | null
}

const LONGEST = 320
const MOST_LINES = 5

/** Whether a text may be one message. */
export const fitsOneMessage = (text: string): boolean => text.length <= LONGEST && text.split('\n').length <= MOST_LINES

/** Every reply has a plain form, so that a channel without buttons works from its first day. */
export function plainText(reply: Reply): string {
  return [reply.text, ...reply.choices.map((choice) => `${choice.number} ${choice.label}`)].join('\n')
}
