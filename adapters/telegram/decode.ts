import type { Incoming, RawActivity } from '../../messaging/channel.ts'
import type { TelegramMessage, Update } from './payload.schema.ts'

/**
 * What an update says: nothing when it is none of ours (groups, other bots, things we do not read), two things when a picture came with
 * words. The update's number is the key: the same one twice is the same message. An edited message is a new one, for it may change the
 * question; a position that moves is not, or somebody sharing theirs would be answered at every step.
 */
export function decode(update: Update): Incoming[] {
  const nativeId = String(update.update_id)
  const query = update.callback_query
  if (query) {
    const activity = pressed(query)
    return activity && query.message?.chat.type === 'private'
      ? [{ nativeId, person: String(query.from.id), address: String(query.message.chat.id), activity }]
      : []
  }
  const message = update.message ?? update.edited_message
  if (message?.chat.type !== 'private' || message.from?.is_bot) return []
  if (update.edited_message?.location) return []
  const from = { person: String(message.from?.id ?? message.chat.id), address: String(message.chat.id) }
  const activity = activityOf(message)
  const said: Incoming[] = activity ? [{ nativeId, ...from, activity }] : []
  if (message.caption)
    said.push({ nativeId: `${nativeId}:caption`, ...from, activity: { kind: 'text', text: message.caption } })
  return said
}

function activityOf(message: TelegramMessage): RawActivity | null {
  if (message.text !== undefined) return start(message.text) ?? { kind: 'text', text: message.text }
  if (message.location)
    return { kind: 'location', latitude: message.location.latitude, longitude: message.location.longitude }
  const voice = message.voice ?? message.audio
  if (voice) return { kind: 'media', media: 'voice', reference: voice.file_id }
  const photo = message.photo?.at(-1)
  if (photo) return { kind: 'media', media: 'photo', reference: photo.file_id }
  const other = message.document ?? message.video ?? message.video_note
  return other ? { kind: 'media', media: 'document', reference: other.file_id } : null
}

/** « /start médiathèque » opens from a place's code; « /start » alone is how every talk with a bot begins. */
function start(text: string): RawActivity | null {
  const match = /^\/start(?:@\w+)?(?:\s+([\w-]{1,64}))?\s*$/.exec(text)
  return match ? { kind: 'start', placeCode: match[1] ?? null } : null
}

function pressed(query: NonNullable<Update['callback_query']>): RawActivity | null {
  const [question, number] = (query.data ?? '').split(':')
  if (question === undefined || number === undefined) return null
  const buttons = query.message?.reply_markup?.inline_keyboard.flat() ?? []
  const label = buttons.find((button) => button.callback_data === query.data)?.text.replace(/^\d+\s/, '') ?? ''
  return { kind: 'choice', question, number, label }
}
