import { createHash } from 'node:crypto'
import type { Incoming, RawActivity } from '../../messaging/channel.ts'
import { readPlaceCode } from '../../messaging/read-place-code.ts'
import { messageSchema, voteSchema, type WhatsAppMessage } from './payload.schema.ts'

/** Something somebody said, before we know under which of their ids they are known here. */
export interface Said {
  /** the conversation's id: a number (`@c.us`) or what hides one (`@lid`) */
  chat: string
  /** what names it within the conversation */
  id: string
  at: number
  activities: RawActivity[]
}

/** A talk between two, never a group, a status, a newsletter. */
const PRIVATE = /^\d{5,20}@(c\.us|lid)$/

/** Null when it is none of ours: our own words, a group, what nobody wrote to us alone, a notice of WhatsApp's. */
export function decode(raw: unknown): Said | null {
  const message = readMessage(raw)
  const activities = message && activitiesOf(message)
  return message && activities && activities.length > 0 ? { ...envelope(message), activities } : null
}

/** An edited message is a new one, for it may change the question. Null when only WhatsApp changed it. */
export function decodeEdit(raw: unknown, before: string): Said | null {
  const message = readMessage(raw)
  const at = message?.latestEditSenderTimestampMs
  if (message?.type !== 'chat' || !at || !before || !message.body || message.body === before) return null
  const { chat, id } = envelope(message)
  return { chat, id: `${id}:${at}`, at, activities: [textOf(message.body)] }
}

/** WhatsApp could not make words of it: the person is told so, rather than left without an answer. */
export function decodeUnreadable(raw: unknown): Said | null {
  const message = readMessage(raw)
  if (!message) return null
  const said = envelope(message)
  // should it be readable after all, it comes under its own id
  return { ...said, id: `${said.id}:unreadable`, activities: [{ kind: 'media', media: 'document', reference: null }] }
}

export interface Vote {
  voter: string
  /** the poll's id */
  poll: string
  /** which of its options, from 0 */
  option: number
  at: number
}

/** A choice taken back is none. */
export function decodeVote(raw: unknown): Vote | null {
  const read = voteSchema.safeParse(raw)
  const option = read.success ? read.data.selectedOptions[0]?.localId : undefined
  if (!read.success || option === undefined || !read.data.parentMsgKey.fromMe || !PRIVATE.test(read.data.voter))
    return null
  const { voter, parentMsgKey, interractedAtTs } = read.data
  return { voter, poll: parentMsgKey.id, option, at: interractedAtTs }
}

/** The id of a message of ours, as `send` gave it. */
export function ownId(raw: unknown): string | null {
  const read = messageSchema.safeParse(raw)
  return read.success && read.data.id.fromMe ? read.data.id.id : null
}

/**
 * Several activities of one message are told apart, and the same one twice is the same. WhatsApp's own id holds the person's number: it is
 * not written, nor is anything it could be found from (the rest of the id is drawn at random by the sender).
 */
export function incomingOf({ chat, id, at, activities }: Said, person: string): Incoming[] {
  const nativeId = createHash('sha256').update(`${chat} ${id}`).digest('base64url')
  return activities.map((activity, index) => ({
    nativeId: index === 0 ? nativeId : `${nativeId}:${index}`,
    person,
    address: chat,
    activity,
    ...(at > 0 && { at }),
  }))
}

function readMessage(raw: unknown): WhatsAppMessage | null {
  const read = messageSchema.safeParse(raw)
  if (!read.success) return null
  const { id, isStatusV3, broadcast } = read.data
  // what was sent to a list of people asks us nothing
  return id.fromMe || isStatusV3 || broadcast || !PRIVATE.test(id.remote) ? null : read.data
}

const envelope = ({ id, t }: WhatsAppMessage) => ({ chat: id.remote, id: id.id, at: (t ?? 0) * 1000 })

const MEDIA: Record<string, 'voice' | 'photo' | 'document'> = {
  ptt: 'voice',
  audio: 'voice',
  image: 'photo',
  sticker: 'photo',
  video: 'document',
  document: 'document',
}
/** Sent by a person, and nothing can be made of it here. */
const UNREADABLE = new Set(['vcard', 'multi_vcard', 'poll_creation', 'event_creation', 'product', 'order', 'oversized'])
/** A press on something of an older kind: its words. */
const WORDS = new Set(['chat', 'buttons_response', 'list_response', 'template_button_reply'])

/** Two things when a picture came with words. */
function activitiesOf({ id, type, body, caption, lat, lng, directPath }: WhatsAppMessage): RawActivity[] {
  if (WORDS.has(type)) return body ? [textOf(body)] : []
  if (type === 'location')
    return lat === undefined || lng === undefined ? [] : [{ kind: 'location', latitude: lat, longitude: lng }]
  const media = MEDIA[type]
  if (media) {
    const file: RawActivity = { kind: 'media', media, reference: directPath ? id._serialized : null }
    return caption ? [file, textOf(caption)] : [file]
  }
  return UNREADABLE.has(type) ? [{ kind: 'media', media: 'document', reference: null }] : []
}

/** WhatsApp lets 65,536 characters through, others 4,096: more than that is no question, and reading it would keep everybody waiting. */
const LONGEST_TEXT = 4_096

function textOf(text: string): RawActivity {
  const placeCode = readPlaceCode(text)
  return placeCode === null ? { kind: 'text', text: text.slice(0, LONGEST_TEXT) } : { kind: 'start', placeCode }
}
