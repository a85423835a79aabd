import type { Territory } from './conversation.ts'

/** Everything a turn may know, read before it: the turn itself touches no disk, clock or network. */
export interface World {
  knowledge: Knowledge
  understanding: Understanding
  safety: Safety
  geography: Geography
  desk: Desk
  network: NetworkView
}

export type Policy = 'REPONDRE' | 'REPONDRE_PUIS_HUMAIN' | 'HUMAIN_DIRECT' | 'URGENCE'

/** A topic as the dialogue needs it; `article` is null when nothing is written yet: a person will answer. */
export interface TopicView {
  id: string
  title: string
  label: string
  organisation: string
  policy: Policy
  article: ArticleView | null
}

/** One curated answer, ready to be said. `stale` = past its date: served with a warning. */
export interface ArticleView {
  short: string
  steps: { say: string; stuck: string }[]
  prepare: string | null
  ifYouWait: string | null
  correctable: string | null
  withoutInternet: string | null
  withoutPrinter: string | null
  recourse: string | null
  call: string | null
  site: { words: string; link: string | null } | null
  warning: string | null
  source: string
  sourceDated: string
  readOn: string
  stale: boolean
}

export interface FlashView {
  id: string
  title: string
  text: string
  source: string
  expiresOn: string
}

/** The immutable snapshot of what we know; `version` is kept with every turn. */
export interface Knowledge {
  version: string
  topic(id: string): TopicView | null
  /** a short dated answer published by a lead that these words ask for, or null */
  flash(text: string): FlashView | null
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
  certainty: 'clear' | 'ambiguous'
}

export interface ScamView {
  verdict: 'scam' | 'official' | 'unknown'
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
  name: string
  address: string
  distance: string
  hours: string
  open: boolean
  phone: string | null
  dataDate: string
}

export interface Geography {
  /** `strict`: only a postcode or a clear « à Bellac » counts, for words not said in answer to a question */
  find(text: string, strict: boolean): TerritoryAnswer
  near(point: { latitude: number; longitude: number }): PlaceView[]
  at(point: { latitude: number; longitude: number }): Territory | null
  placeOf(code: string): { name: string; territory: Territory } | null
}

/** Who is there to help now. `nextOpening` in epoch milliseconds, null when no hours are known. */
export interface Desk {
  onDuty: number
  waiting: number
  nextOpening: number | null
}

export interface NetworkView {
  id: string
  name: string
  timeZone: string
  /** how long a conversation is kept after its last message */
  conversationDays: number
  contact: string | null
}
