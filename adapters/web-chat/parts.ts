import type { FastifyReply } from 'fastify'
import type { Status } from '../../bot/conversation.ts'
import type { Receive } from '../../messaging/channel.ts'
import type { TranscriptLine } from '../../messaging/transcript.ts'

/** What the chat page is handed: it knows no table and no other room. */
export interface WebChatParts {
  receive: Receive
  /** the conversation of this session, or null: none yet, or erased */
  conversationOf(session: string): Promise<string | null>
  /** what was said since the line `after`, oldest first */
  linesAfter(conversationId: string, after: string): Promise<TranscriptLine[]>
  statusOf(conversationId: string): Promise<Status>
  /** is every message received answered (or with a mediator)? */
  isSettled(conversationId: string): Promise<boolean>
  /** called with the id of each conversation in which something happened; returns what stops it */
  listen(listener: (conversationId: string) => void): () => void
  /** the name people know the network by, its clock, and the words a visitor is met with */
  network(): { name: string; timeZone: string }
  welcome(placeCode: string | null): string[]
  render(template: string, data: object): string
  openStream(
    reply: FastifyReply,
    onClose: () => void,
  ): { push(event: { id?: string; event?: string; data: string }): void; close(): void; reply: FastifyReply }
  /** false when too many conversations were begun from this address lately */
  mayBegin(ip: string): boolean
  /** false when the widget asked too often from this address lately */
  mayAsk(ip: string): boolean
  now: () => number
  secureCookies: boolean
}
