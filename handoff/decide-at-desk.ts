import type { Conversation } from '../bot/conversation.ts'
import type { Decision } from '../bot/decision.ts'
import { textOf } from '../bot/texts/texts.ts'

/**
 * Somebody at a desk gave the code of their conversation to the mediator before them: it is that mediator's. `name` is a first name.
 * Without a ticket one is opened, to be taken in the same transaction.
 */
export function decideAtDesk(conversation: Conversation, name: string): Decision {
  const { language, status, topic, territory, urgent } = conversation
  const text = textOf(language, 'relay.at-desk', 0).replaceAll('{name}', name)
  const hasTicket = status === 'waiting' || status === 'with-mediator'
  return {
    conversation: { ...conversation, status: 'with-mediator', openQuestion: null, path: null, lastTexts: [text] },
    replies: [{ id: 'relay.at-desk', text, choices: [], question: null }],
    effects: hasTicket
      ? []
      : [{ kind: 'open-ticket', topic, reason: 'at-desk', language, territory, priority: urgent, promisedAt: null }],
  }
}
