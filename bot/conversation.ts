import type { OpenQuestion } from './open-question.ts'
import type { Territory } from './territory.ts'

export type Status = 'with-bot' | 'waiting' | 'with-mediator' | 'closed'

/** All the bot remembers of one person on one channel; kept as JSON, 7 days for the talk, never a name. */
export interface Conversation {
  status: Status
  language: string
  /** turns taken so far; makes question ids and the choice between two wordings repeatable */
  turn: number
  openQuestion: OpenQuestion | null
  /** failures in a row to understand: the second one offers a person */
  misses: number
  topic: string | null
  /** topics the person said were not it, since the last answer they accepted */
  rejected: string[]
  /** the words the current need was last said in, masked: for the ticket and the record of needs */
  utterance: string | null
  /** further needs said in the same message, answered one after the other */
  nextTopics: string[]
  /** when the person last said that they were not in danger: a faint doubt is not raised again at once */
  saidSafeAt: number | null
  /** a bailiff, a power cut: the ticket goes before the others */
  urgent: boolean
  path: { topic: string; step: number } | null
  /** guided paths already followed to the end: fewer hints the second time */
  pathsDone: string[]
  territory: Territory | null
  placeCode: string | null
  /** the partner network that has the request now, by its id in the settings */
  transferredTo: string | null
  lastActivityAt: number | null
  lastTexts: string[]
  /** what did not fit in the last answer, where each message is paid for: told at « plus » */
  rest: string
  /** until when what was sent last (voice, photo) is kept for the question about it; null = nothing is */
  mediaUntil: number | null
  /** when the last message of the person in the last minutes came, for the rate limit */
  recentAt: number[]
}

export const newConversation: Conversation = {
  status: 'with-bot',
  language: 'fr',
  turn: 0,
  openQuestion: null,
  misses: 0,
  topic: null,
  rejected: [],
  utterance: null,
  nextTopics: [],
  saidSafeAt: null,
  urgent: false,
  path: null,
  pathsDone: [],
  territory: null,
  placeCode: null,
  transferredTo: null,
  lastActivityAt: null,
  lastTexts: [],
  rest: '',
  mediaUntil: null,
  recentAt: [],
}
