import type { Incoming, RawActivity } from '../../messaging/channel.ts'
import { readPlaceCode } from '../../messaging/read-place-code.ts'
import { type BotActivity, type BotAddress, pressedSchema } from './payload.schema.ts'

/**
 * What an activity says. The person is the conversation, not the name a client gives itself: in a web chat anybody may claim to be
 * « user 1 » and would be shown the talk of another. Groups are left alone: what is said there is not for everybody.
 */
export function decode(activity: BotActivity): Incoming[] {
  const { channelId, conversation, from, id, recipient, serviceUrl } = activity
  if (conversation.isGroup) return []
  const nativeId = id ?? `${conversation.id}:${activity.type}`
  const person = `${channelId}:${conversation.id}`
  const address: BotAddress = {
    serviceUrl,
    channelId,
    conversation: { id: conversation.id },
    user: { id: from.id },
    bot: { id: recipient?.id ?? 'bot' },
  }
  return activitiesOf(activity).map((one, index) => ({
    nativeId: index === 0 ? nativeId : `${nativeId}:${index}`,
    person,
    address: JSON.stringify(address),
    activity: one,
  }))
}

function activitiesOf(activity: BotActivity): RawActivity[] {
  if (activity.type === 'conversationUpdate') {
    const met = activity.membersAdded?.some(({ id }) => id !== activity.recipient?.id) ?? false
    return met && activity.recipient ? [{ kind: 'start', placeCode: null }] : []
  }
  if (activity.type !== 'message') return []
  const pressed = pressedSchema.safeParse(activity.value)
  if (pressed.success) return [{ kind: 'choice', ...pressed.data }]
  const point = pointOf(activity)
  if (point) return [{ kind: 'location', ...point }]
  const things = (activity.attachments ?? []).flatMap(thingOf)
  const text = activity.text?.trim() ?? ''
  if (text === '') return things
  const placeCode = readPlaceCode(text)
  return [...things, placeCode === null ? { kind: 'text', text } : { kind: 'start', placeCode }]
}

/** A card sent back to us, or the formatted twin Teams adds to each text, is no document. */
function thingOf({ contentType, contentUrl }: { contentType: string; contentUrl?: string | undefined }): RawActivity[] {
  if (contentUrl === undefined) return []
  const media = contentType.startsWith('image/') ? 'photo' : contentType.startsWith('audio/') ? 'voice' : 'document'
  return [{ kind: 'media', media, reference: contentUrl }]
}

function pointOf({ entities }: BotActivity): { latitude: number; longitude: number } | null {
  const found = entities?.find(({ type }) => type === 'GeoCoordinates')
  const [latitude, longitude] = [found?.latitude, found?.longitude]
  return typeof latitude === 'number' && typeof longitude === 'number' ? { latitude, longitude } : null
}
