/**
 * One thing received from a person, already masked: what the turn sees is what is stored, so a replay decides the same.
 * `secrets` names what was masked in `text`. A `choice` is a pressed button: the question it belonged to and its number.
 */
export type Activity =
  | { kind: 'text'; text: string; secrets: string[] }
  | { kind: 'choice'; question: string; number: string; label: string }
  | { kind: 'location'; latitude: number; longitude: number }
  /** `reference`: how its channel finds it again, while a mediator may need it; null when it cannot */
  | { kind: 'media'; media: 'voice' | 'photo' | 'document'; reference: string | null }
  | { kind: 'start'; placeCode: string | null }
  /** something asked for earlier is due: a reminder, a promise */
  | { kind: 'due'; job: ScheduledJob }

/** What can be asked for later by the effect `schedule`. */
export type ScheduledJob = { name: 'ticket-promise' } | { name: 'workshop-reminder'; workshop: string }
