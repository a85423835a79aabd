import { randomBytes } from 'node:crypto'
import type { Status } from '../../bot/conversation.ts'
import type { TranscriptLine } from '../../messaging/transcript.ts'
import { encode } from './encode.ts'
import type { ErasureReceipts } from './erasure-receipts.ts'
import type { WebChatParts } from './parts.ts'
import texts from './texts.fr.json' with { type: 'json' }

/** What the person typed and why it could not be sent, when the page is shown again. */
export interface Unsent {
  draft: string
  error: string
}

export interface ChatPage {
  /** the whole page, as it stands without JavaScript */
  show(session: string, placeCode: string | null, unsent?: Unsent): Promise<string>
  /** some lines of it, for a page that is already open */
  lines(lines: TranscriptLine[]): string
  /** what the person waits for, in words; empty when for nobody */
  state(status: Status): string
}

export const newToken = (): string => randomBytes(16).toString('base64url')

export function createChatPage(parts: WebChatParts, receipts: ErasureReceipts): ChatPage {
  const shown = (lines: TranscriptLine[]) => encode(lines, { now: parts.now(), timeZone: parts.network().timeZone })

  return {
    async show(session, placeCode, unsent) {
      const conversationId = await parts.conversationOf(session)
      const receipt = receipts.find(session)
      const lines = conversationId ? await parts.linesAfter(conversationId, '') : receipt ? [receipt] : []
      const status = conversationId ? await parts.statusOf(conversationId) : 'with-bot'
      // a poster scanned again meets its place again, under what was said before
      const greets = lines.length === 0 || (placeCode !== null && status === 'with-bot')
      return parts.render('chat', {
        networkName: parts.network().name,
        lines: shown(lines),
        welcome: greets ? parts.welcome(placeCode) : [],
        state: texts.state[status],
        after: conversationId ? (lines.at(-1)?.id ?? '') : '',
        hasConversation: conversationId !== null,
        newToken,
        placeCode,
        draft: unsent?.draft ?? '',
        error: unsent?.error ?? '',
      })
    },
    lines: (lines) => parts.render('lines', { lines: shown(lines), newToken }),
    state: (status) => texts.state[status],
  }
}
