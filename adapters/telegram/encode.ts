import { plainText, type Reply } from '../../bot/reply.ts'
import { capabilities } from './capabilities.ts'

export interface TelegramMessageOut {
  text: string
  keyboard: { text: string; callback_data: string }[][]
}

/** Numbered text with the same choices as buttons beside: who does not find the buttons types the number. */
export function encode(reply: Reply): TelegramMessageOut {
  const keyboard = reply.choices.slice(0, capabilities.buttons).map((choice) => [
    {
      text: `${choice.number} ${choice.label}`.slice(0, capabilities.buttonLength),
      callback_data: `${reply.question ?? ''}:${choice.number}`,
    },
  ])
  return { text: plainText(reply).slice(0, capabilities.textLength), keyboard }
}
