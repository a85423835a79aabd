/**
 * One thing received from a person, already masked: what the turn sees is what is stored, so a replay decides the same.
 * `secrets` names what was masked in `text`; `from` says that it was spoken, or read on a picture.
 * A `choice` is a pressed button: the question it belonged to and its number. `relay`: six digits that may bring a conversation here.
 */
export type Activity =
  | { kind: 'text'; text: string; secrets: string[]; from?: 'voice' | 'photo'; relay?: TypedCode }
  | { kind: 'choice'; question: string; number: string; label: string }
  | { kind: 'location'; latitude: number; longitude: number }
  /** `reference`: how its channel finds it again, while a mediator may need it; null when it cannot */
  | { kind: 'media'; media: 'voice' | 'photo' | 'document'; reference: string | null; heard?: Heard }
  | { kind: 'start'; placeCode: string | null }
  /** something asked for earlier is due: a reminder, a promise */
  | { kind: 'due'; job: ScheduledJob }

/** A code as it was typed, keyed; `alone`: the message is nothing else. `refused`, once it was tried: why it opened nothing. */
export interface TypedCode {
  hash: string
  alone: boolean
  refused?: 'unknown' | 'too-many' | 'same' | 'busy'
}

/** A voice note, photos: what can be made words of. */
export type Audible = 'voice' | 'photo'

/**
 * What came of a voice note or photos that gave no words; absent = nothing here can listen or read.
 * `may-read`: photos can be read here, once the person agrees. `nothing`: no word in it can be made out.
 * `unavailable`: its platform no longer gives it, it is too large, it broke what reads it.
 */
export type Heard = 'may-read' | 'nothing' | 'identity-document' | 'unavailable'

/** What can be asked for later by the effect `schedule`. */
export type ScheduledJob =
  | { name: 'ticket-promise' }
  | { name: 'workshop-reminder'; workshop: string }
  | { name: 'forget-media' }
