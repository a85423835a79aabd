import type { Snapshot } from '../knowledge-base/snapshot.ts'
import type { Territory } from './territory.ts'

/** Everything a turn may know, read before it: the turn itself touches no disk, clock or network. */
export interface World {
  knowledge: Snapshot
  understanding: Understanding
  safety: Safety
  geography: Geography
  desk: Desk
  workshops: WorkshopView[]
  network: NetworkView
}

export interface Match {
  band: 'sure' | 'unsure' | 'none'
  topic: string | null
  candidates: { topic: string; confidence: number }[]
  outOfScope: 'near' | 'offtopic' | 'smalltalk' | 'insult' | 'gibberish' | null
}

export interface Understanding {
  /** one match a need: two when a message holds two */
  match(text: string): Match[]
  language(text: string): string
  /** lower case, accents folded, spelled as the rules of `intents/language` have it */
  normalise(text: string): string
}

export interface DangerView {
  type: string
  level: 'danger' | 'priority'
  topic: string
  /** faint: a question, unless the message has an ordinary topic */
  certainty: 'clear' | 'ambiguous' | 'faint'
  /** the other type it may be */
  orElse?: string
}

export interface ScamView {
  verdict: 'scam' | 'official' | 'unknown'
  reasons: string[]
  links: { host: string | null }[]
}

export interface Safety {
  danger(text: string): DangerView | null
  scam(text: string): ScamView | null
}

export type TerritoryAnswer =
  | { kind: 'found'; territory: Territory }
  | { kind: 'several'; territories: Territory[] }
  | { kind: 'unknown-postcode'; postcode: string }
  | { kind: 'none' }

/** One place as it is said to a person; texts are ready in French. */
export interface PlaceView {
  id: string
  name: string
  commune: string
  address: string
  distance: string
  hours: string
  open: boolean
  phone: string | null
  phoneCost: string | null
  dataDate: string
}

/** A kind of place, in the words of the field's standard. */
export interface PlaceFilter {
  typologie?: string
  service?: string
}

export interface Geography {
  /** `strict`: only a postcode or a clear « à Bellac » counts, for words not said in answer to a question */
  find(text: string, strict: boolean): TerritoryAnswer
  near(point: { latitude: number; longitude: number }, filter?: PlaceFilter): PlaceView[]
  /** by name: a département is too wide for a distance */
  inDepartement(code: string, filter: PlaceFilter): PlaceView[]
  placeById(id: string): PlaceView | null
  /** does the data know any such place at all? */
  knows(filter: PlaceFilter): boolean
  /** « 71 », « la 2A », « 974 » alone among these words */
  departementIn(words: string): string | null
  at(point: { latitude: number; longitude: number }): Territory | null
  /** what a poster's code stands for: a place, or a commune as a whole, which has no name to be met at */
  placeOf(code: string): { name: string | null; territory: Territory } | null
}

/** Who is there to help now. `nextOpening`: when somebody can be expected, in epoch milliseconds; null when no hours are known. */
export interface Desk {
  onDuty: number
  /** what those on duty speak beside French */
  languages: string[]
  waiting: number
  nextOpening: number | null
}

/** A workshop still to come. `startsAt` in epoch milliseconds. */
export interface WorkshopView {
  id: string
  title: string
  place: string
  commune: string
  startsAt: number
  seatsLeft: number
}

export interface NetworkView {
  id: string
  name: string
  timeZone: string
  /** how partners reach the network: a role, never a person; null when it gave none */
  contact: string | null
  /** networks that a request can be handed to, when the person agrees; `network` is null when they are not of this house */
  partners: { id: string; name: string; contact: string; network: string | null }[]
  /** local schemes that are on today; texts ready in French */
  schemes: { label: string; until: string | null; places: string }[]
  /** the channels open now, by name, and the address of the page (null: known to this machine alone): where a conversation may go on */
  channels: string[]
  page: string | null
  /** how long a conversation is kept after its last message */
  conversationDays: number
}
