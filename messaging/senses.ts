import type { Activity, Audible, Heard } from '../bot/activity.ts'
import type { RawActivity } from './channel.ts'

/** What came of listening or reading, in clear: it lives in memory only. */
export type Made = { kind: 'words'; text: string } | { kind: Exclude<Heard, 'may-read' | 'unavailable'> }

/**
 * The port of what makes words of voice notes and photos (`media/`). Without the one or the other, the person is told so.
 * `hear` throws when it could not (broken, too large, took too long): that is « unavailable », never a turn lost.
 */
export interface Senses {
  readonly listens: boolean
  readonly reads: boolean
  hear(media: Audible, files: Uint8Array[]): Promise<Made>
  /** what is being heard is given up */
  stop(): Promise<void>
}

/** What is done with a thing as it arrives: a voice note is listened to first; a photo only once the person agrees. */
export function firstStep(senses: Senses, raw: RawActivity): 'take-turn' | 'listen' | 'ask-to-read' {
  if (raw.kind !== 'media' || raw.reference === null) return 'take-turn'
  if (raw.media === 'voice' && senses.listens) return 'listen'
  return raw.media === 'photo' && senses.reads ? 'ask-to-read' : 'take-turn'
}

/** What the turn is given: words, masked before they are written anywhere, or what there was instead. */
export function activityOf(
  media: Audible,
  made: Made | { kind: 'unavailable' },
  mask: (text: string) => { masked: string; secrets: string[] },
): Activity {
  if (made.kind !== 'words') return { kind: 'media', media, reference: null, heard: made.kind }
  const { masked, secrets } = mask(made.text.replaceAll('\0', ''))
  return { kind: 'text', text: masked, secrets, from: media }
}
