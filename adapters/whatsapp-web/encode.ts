import { plainText, type Reply } from '../../bot/reply.ts'
import { capabilities } from './capabilities.ts'
import texts from './texts.fr.json' with { type: 'json' }

export interface WhatsAppMessageOut {
  text: string
  /** sent after the text, where polls are wanted; `numbers` in the order of `options` */
  poll: { question: string; options: string[]; numbers: string[] } | null
}

/** Numbered text, always: who does not find the poll types the number. WhatsApp wants two options at least, each said once. */
export function encode(reply: Reply, withPolls: boolean): WhatsAppMessageOut {
  const text = plainText(reply)
  const choices = reply.choices.slice(0, capabilities.buttons)
  const options = choices.map(({ number, label }) => cut(`${number} ${label}`, capabilities.buttonLength))
  const isPoll = withPolls && reply.question !== null && new Set(options).size === choices.length && choices.length > 1
  return {
    text: cut(text, capabilities.textLength),
    poll: isPoll ? { question: texts.poll, options, numbers: choices.map(({ number }) => number) } : null,
  }
}

/** Never in the middle of a character. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const whole = /[\uD800-\uDBFF]$/.test(text.slice(0, most - 1)) ? most - 2 : most - 1
  return `${text.slice(0, whole).trimEnd()}…`
}
