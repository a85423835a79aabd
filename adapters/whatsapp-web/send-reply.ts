import type { Reply } from '../../bot/reply.ts'
import type { SendContext, SendOutcome } from '../../messaging/channel.ts'
import type { WebPage } from './client.ts'
import { encode, type WhatsAppMessageOut } from './encode.ts'
import type { createPace } from './pace.ts'
import { within } from './people.ts'
import type { createPolls } from './polls.ts'
import type { createReceipts } from './receipts.ts'
import texts from './texts.fr.json' with { type: 'json' }

export interface SendParts {
  /** the page, while it is connected */
  page: () => WebPage | null
  pace: ReturnType<typeof createPace>
  polls: ReturnType<typeof createPolls>
  withPolls: boolean
  receipts: ReturnType<typeof createReceipts>
  report: (problem: { code: string; error: unknown }) => void
}

const SEND_MS = 20_000
/** The outbox tries again, less and less often, for about a day. */
const away: SendOutcome = { kind: 'later', reason: 'WhatsApp Web is not open', retryAfterMs: null }

/** Sends one reply at a human pace. Nobody who has not written is ever written to. */
export function createSendReply({ page, pace, polls, withPolls, receipts, report }: SendParts) {
  return async (chat: string, reply: Reply, { heardAt, key }: SendContext): Promise<SendOutcome> => {
    if (heardAt === null) return { kind: 'refused', reason: texts.neverWrote }
    if (!page()) return away
    const { text, poll } = encode(reply, withPolls)
    const wait = await pace.turn(chat, text.length)
    if (wait > 0) return { kind: 'later', reason: 'a human pace', retryAfterMs: wait }
    const open = page()
    if (!open) return away
    try {
      const id = await within(open.sendText(chat, text), SEND_MS)
      if (id === null) return { kind: 'refused', reason: texts.unknownChat }
      receipts.sent(id, key)
      if (poll) await sendPoll(open, chat, reply.question ?? '', poll)
      return { kind: 'sent', nativeId: id }
    } catch (error) {
      report({ code: 'whatsapp-web.send-failed', error })
      return { kind: 'later', reason: 'WhatsApp Web did not take it', retryAfterMs: null }
    }
  }

  /** The text before it says everything: a poll that fails is only less comfort. */
  async function sendPoll(
    open: WebPage,
    chat: string,
    question: string,
    poll: NonNullable<WhatsAppMessageOut['poll']>,
  ): Promise<void> {
    try {
      const id = await within(open.sendPoll(chat, poll.question, poll.options), SEND_MS)
      if (id !== null) polls.remember(id, { chat, question, poll })
    } catch (error) {
      report({ code: 'whatsapp-web.poll-failed', error })
    }
  }
}
