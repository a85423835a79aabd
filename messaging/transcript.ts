import type { Choice } from '../bot/reply.ts'
import type { Handle } from '../store/store.ts'
import { type AttachmentKind, kindOfAttachment } from './attachments.ts'
import type { MessagingTables } from './tables.ts'

/** One line of a conversation, as pages show it. */
export interface TranscriptLine {
  id: string
  at: number
  author: 'person' | 'bot' | 'mediator'
  text: string
  replyId: string | null
  question: string | null
  choices: Choice[]
  /** a picture or a voice note its mediator may open */
  attachment: AttachmentKind | null
}

/** The conversation so far, oldest first; with `after`, only what came since that line. */
export async function readTranscript(handle: Handle, conversationId: string, after = ''): Promise<TranscriptLine[]> {
  const rows = await handle
    .of<MessagingTables>()
    .selectFrom('transcript')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('id', '>', after)
    .orderBy('id')
    .execute()
  return rows.map((row) => {
    const asked = row.choices
      ? (JSON.parse(row.choices) as { question: string | null; choices: Choice[] })
      : { question: null, choices: [] }
    const said = { id: row.id, at: row.at, author: row.author, text: row.text, replyId: row.reply_id }
    return { ...said, ...asked, attachment: kindOfAttachment(row.attachment) }
  })
}

/** The conversation of this person on this channel, or null when there is none (or it was erased). */
export async function findConversation(
  handle: Handle,
  networkId: string,
  channel: string,
  personHash: string,
): Promise<string | null> {
  const row = await handle
    .of<MessagingTables>()
    .selectFrom('conversations')
    .select('id')
    .where('network_id', '=', networkId)
    .where('channel', '=', channel)
    .where('person_hash', '=', personHash)
    .executeTakeFirst()
  return row?.id ?? null
}

export interface DeadLetter {
  id: string
  channel: string
  conversationId: string
  reason: string
  createdAt: number
}

/** Replies that could not be sent, for the console. */
export async function readDeadLetters(handle: Handle, networkId: string): Promise<DeadLetter[]> {
  const rows = await handle
    .of<MessagingTables>()
    .selectFrom('outbox')
    .selectAll()
    .where('network_id', '=', networkId)
    .where('state', '=', 'dead')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    channel: row.channel,
    conversationId: row.conversation_id,
    reason: row.error ?? '',
    createdAt: row.created_at,
  }))
}
