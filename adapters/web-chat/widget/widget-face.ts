import type { ChatPage } from '../chat-page.ts'
import { encode } from '../encode.ts'
import type { WebChatParts } from '../parts.ts'
import texts from '../texts.fr.json' with { type: 'json' }

/**
 * Lines as JSON: the page of a town hall may forbid any markup but its own (Trusted Types), so the widget draws them itself, with no
 * HTML of ours.
 */
export function createWidgetFace(parts: Pick<WebChatParts, 'network' | 'now'>): Pick<ChatPage, 'lines' | 'state'> {
  return {
    lines: (lines) =>
      JSON.stringify(
        encode(lines, { now: parts.now(), timeZone: parts.network().timeZone }).map(
          ({ id, author, pieces, time, iso, question, choices, isOpen }) => ({
            id,
            author,
            pieces,
            time,
            iso,
            question,
            choices,
            isOpen,
          }),
        ),
      ),
    state: (status) => texts.state[status],
  }
}
