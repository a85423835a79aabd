import { ActionTypes, type Activity, ActivityTypes, TextFormatTypes } from 'botbuilder'
import { plainText, type Reply } from '../../bot/reply.ts'
import { capabilities } from './capabilities.ts'

/** Numbered text, with the same choices as suggested answers beside: a channel that has none of these shows the numbers. */
export function encode(reply: Reply): Partial<Activity> {
  const { buttons, buttonLength, textLength } = capabilities
  const actions = reply.choices.slice(0, buttons).map(({ number, label }) => {
    const title = `${number} ${label}`.slice(0, buttonLength)
    const value = { question: reply.question ?? '', number, label }
    return { type: ActionTypes.MessageBack, title, displayText: title, text: number, value }
  })
  return {
    type: ActivityTypes.Message,
    text: plainText(reply).slice(0, textLength),
    textFormat: TextFormatTypes.Plain,
    ...(actions.length > 0 && { suggestedActions: { to: [], actions } }),
  }
}
