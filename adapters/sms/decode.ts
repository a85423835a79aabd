import type { Incoming } from '../../messaging/channel.ts'
import { readPlaceCode } from '../../messaging/read-place-code.ts'
import type { SmsMessage } from './payload.schema.ts'

/** A phone number is all an SMS says of who writes. A picture cannot be fetched again here: only that there was one is known. */
export function decode(message: SmsMessage): Incoming[] {
  const { MessageSid: nativeId, From: person, Body: text } = message
  const from = { person, address: person }
  const said: Incoming[] = []
  if (message.NumMedia > 0) {
    const media = message.MediaContentType0?.startsWith('audio/') ? 'voice' : 'photo'
    said.push({ nativeId: `${nativeId}:media`, ...from, activity: { kind: 'media', media, reference: null } })
  }
  if (text.trim() !== '' || said.length === 0) {
    const placeCode = readPlaceCode(text)
    const activity = placeCode === null ? ({ kind: 'text', text } as const) : ({ kind: 'start', placeCode } as const)
    said.push({ nativeId, ...from, activity })
  }
  return said
}
