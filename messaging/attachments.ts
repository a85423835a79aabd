import type { Activity } from '../bot/activity.ts'
import type { Conversation } from '../bot/conversation.ts'
import { MEDIA_KEPT_MS } from '../bot/keep-media.ts'
import type { SecretBox } from '../store/secret-box.ts'
import type { Handle } from '../store/store.ts'
import type { RawActivity } from './channel.ts'
import type { HearingTables } from './hearing-tables.ts'
import type { MessagingTables } from './tables.ts'

/**
 * A picture or a voice note is never kept here: only its platform's reference, sealed, on its line of the transcript, and only while a
 * mediator is waited for or answers, or the person has still to say what to do with it. « photo:sealed » in the database.
 */
export type AttachmentKind = Extract<Activity, { kind: 'media' }>['media']

export interface Attachment {
  kind: AttachmentKind
  channel: string
  /** what the channel's `download` understands */
  reference: string
}

export function sealAttachment(box: SecretBox, activity: RawActivity): string | null {
  if (activity.kind !== 'media' || activity.reference === null) return null
  return `${activity.media}:${box.encrypt(activity.reference)}`
}

export function kindOfAttachment(sealed: string | null): AttachmentKind | null {
  const kind = sealed?.split(':', 1)[0]
  return kind === 'voice' || kind === 'photo' || kind === 'document' ? kind : null
}

/** What is attached to this line of this conversation, or null when nothing is (any more). */
export async function findAttachment(
  handle: Handle,
  box: SecretBox,
  conversationId: string,
  lineId: string,
): Promise<Attachment | null> {
  const row = await handle
    .of<MessagingTables>()
    .selectFrom('transcript')
    // the channel it came by, wherever the conversation has gone on since
    .innerJoin('inbox', 'inbox.id', 'transcript.id')
    .select(['transcript.attachment', 'inbox.channel'])
    .where('transcript.conversation_id', '=', conversationId)
    .where('transcript.id', '=', lineId)
    .executeTakeFirst()
  const kind = kindOfAttachment(row?.attachment ?? null)
  if (!row?.attachment || !kind) return null
  return { kind, channel: row.channel, reference: box.decrypt(row.attachment.slice(kind.length + 1)) }
}

/**
 * Called with each decision: once no mediator has the conversation (closed, cancelled, never asked for), what was attached is forgotten,
 * save while the person decides what becomes of it (a quarter of an hour), and what is being heard or waits for its turn.
 */
export async function keepAttachmentsWhileHelped(
  handle: Handle,
  conversationId: string,
  { status, mediaUntil }: Pick<Conversation, 'status'> & Partial<Pick<Conversation, 'mediaUntil'>>,
  now: number,
): Promise<void> {
  if (status === 'waiting' || status === 'with-mediator') return
  const after = (mediaUntil ?? null) === null ? now + 1 : now - MEDIA_KEPT_MS
  await handle
    .of<MessagingTables & HearingTables>()
    .updateTable('transcript')
    .set({ attachment: null })
    .where('conversation_id', '=', conversationId)
    .where('attachment', 'is not', null)
    .where('at', '<', after)
    .where('id', 'not in', ({ selectFrom }) =>
      selectFrom('inbox').select('id').where('conversation_id', '=', conversationId).where('state', '=', 'pending'),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('hearings').select('id').where('conversation_id', '=', conversationId))),
    )
    .execute()
}

/** Retention: a ticket nobody ever closed does not keep them for ever. */
export async function forgetOldAttachments(handle: Handle, networkId: string, before: number): Promise<void> {
  await handle
    .of<MessagingTables>()
    .updateTable('transcript')
    .set({ attachment: null })
    .where('network_id', '=', networkId)
    .where('attachment', 'is not', null)
    .where('at', '<', before)
    .execute()
}
