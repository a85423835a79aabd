import { createHash, randomBytes } from 'node:crypto'
import type { Incoming, RawActivity } from '../../messaging/channel.ts'
import { type Form, LONGEST_MESSAGE } from './payload.schema.ts'

export type Decoded = { kind: 'message'; incoming: Incoming } | { kind: 'empty' } | { kind: 'too-long' }

/** A posted form as one activity. The session is both who writes and where to answer. */
export function decode(form: Form, session: string): Decoded {
  const text = (form.texte ?? '').replaceAll('\r\n', '\n').trim()
  if (text.length > LONGEST_MESSAGE) return { kind: 'too-long' }
  const activity = activityOf(form, text)
  return activity ? { kind: 'message', incoming: incomingOf(form, session, activity) } : { kind: 'empty' }
}

/** The welcome is said, and kept, before the first message is answered. */
export function decodeStart(form: Form, session: string): Incoming {
  return incomingOf(form, session, { kind: 'start', placeCode: form.lieu || null })
}

function activityOf(form: Form, text: string): RawActivity | null {
  const { choix, latitude, longitude, question } = form
  if (choix) {
    const [number = '', ...label] = choix.split(' ')
    return { kind: 'choice', question, number, label: label.join(' ') }
  }
  if (latitude !== undefined && longitude !== undefined) return { kind: 'location', latitude, longitude }
  return text === '' ? null : { kind: 'text', text }
}

/**
 * The same form sent twice is the same message; a form brought back by « page précédente » with other words in it is another one.
 * Hashed, for message ids are kept longer than words.
 */
function incomingOf({ jeton }: Form, session: string, activity: RawActivity): Incoming {
  const token = jeton === '' ? randomBytes(16).toString('base64url') : jeton
  const nativeId = createHash('sha256')
    .update(JSON.stringify([session, token, activity]))
    .digest('base64url')
  return { nativeId, person: session, address: session, activity }
}
