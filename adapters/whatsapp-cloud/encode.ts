import { plainText, type Reply } from '../../bot/reply.ts'
import { capabilities, limits } from './capabilities.ts'
import texts from './texts.fr.json' with { type: 'json' }

export type WhatsAppMessageOut =
  | { kind: 'text'; body: string }
  | { kind: 'buttons'; body: string; buttons: { id: string; title: string }[] }
  | { kind: 'list'; body: string; button: string; rows: { id: string; title: string; description?: string }[] }

/**
 * Numbered text with the same choices beside it, three as buttons, ten as a list: who does not find them types the number. A choice too long
 * for its button makes a list, where the whole of it is written under its row.
 */
export function encode(reply: Reply): WhatsAppMessageOut {
  const body = plainText(reply)
  const choices = reply.choices.slice(0, capabilities.buttons)
  if (choices.length === 0 || body.length > limits.interactiveBody)
    return { kind: 'text', body: cut(body, capabilities.textLength) }
  const options = choices.map(({ number, label }) => ({
    id: `${reply.question ?? ''}:${number}`,
    title: `${number} ${label}`,
    label,
  }))
  if (options.length <= limits.replyButtons && options.every(({ title }) => title.length <= limits.replyButtonLength))
    return { kind: 'buttons', body, buttons: options.map(({ id, title }) => ({ id, title })) }
  return {
    kind: 'list',
    body,
    button: texts.list,
    rows: options.map(({ id, title, label }) => ({
      id,
      title: cut(title, capabilities.buttonLength),
      ...(title.length > capabilities.buttonLength && { description: cut(label, limits.rowDescription) }),
    })),
  }
}

/** A variable of a template holds neither line breaks nor rows of spaces, and the template around it is at most 1,024 characters. */
const TEMPLATE_VARIABLE_LENGTH = 900

/** The reply as the one variable of a template, on one line; null when it does not fit: half an answer is no answer. */
export function encodeForTemplate(reply: Reply): string | null {
  const line = plainText(reply)
    .replace(/\s*\n\s*/g, ' · ')
    .replace(/\s+/g, ' ')
    .trim()
  return line.length <= TEMPLATE_VARIABLE_LENGTH ? line : null
}

/** Never in the middle of a character. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  let kept = ''
  for (const character of text) {
    if (kept.length + character.length > most - 1) break
    kept += character
  }
  return `${kept.trimEnd()}…`
}
