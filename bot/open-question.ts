import type { AnswerPart } from '../knowledge-base/snapshot.ts'
import type { Territory } from './territory.ts'

/** What happens when a choice is taken. Data, so that a question survives a restart. */
export type Act =
  | { do: 'answer-topic'; topic: string }
  /** the topic's answer, or one part of it, without asking its first question again */
  | { do: 'answer-part'; topic: string; section: AnswerPart }
  | { do: 'none-of-these' }
  | { do: 'ask-human'; reason: HandoffReason }
  | { do: 'solved' }
  | { do: 'not-solved' }
  | { do: 'another-question' }
  | { do: 'consent' }
  | { do: 'refuse-consent' }
  | { do: 'in-danger'; type: string; orElse?: string }
  | { do: 'not-in-danger' }
  | { do: 'use-territory'; territory: Territory; next: Next }
  | { do: 'continue' }
  | { do: 'start-path'; topic: string }
  | { do: 'step-done' }
  | { do: 'step-stuck' }
  | { do: 'give-idea' }
  | { do: 'sign-up'; workshop: string }
  | { do: 'show-place'; place: string }
  | { do: 'read-photos' }
  | { do: 'leave-photos' }
  | { do: 'accept-transfer'; partner: string }
  | { do: 'refuse-transfer' }

/** Why a person is wanted; kept on the ticket and with the unmet need. */
export type HandoffReason =
  | 'asked'
  | 'not-understood'
  | 'topic-needs-human'
  | 'not-solved'
  | 'stuck-on-step'
  | 'other-language'
  | 'media'
  /** taken up at a desk, with the code the person gave */
  | 'at-desk'

/** What a territory was asked for. */
export type Next = 'handoff' | 'places' | `kind:${string}`

export interface Option {
  number: string
  label: string
  act: Act
}

/**
 * What the bot is waiting for. `free` says how words that are no choice are read: a commune, what blocks the person, or not at all
 * (then they are a new message). `replyId` and `text` allow the question to be asked again, word for word, on request.
 */
export interface OpenQuestion {
  id: string
  replyId: string
  text: string
  options: Option[]
  free:
    | { expects: 'territory'; next: Next; reason: HandoffReason }
    | { expects: 'what-blocks' }
    | { expects: 'idea' }
    | { expects: 'nothing' }
  /** the topic it was about, or null */
  topic: string | null
  reason: HandoffReason | null
}
