import type { ScheduledJob } from './activity.ts'
import type { HandoffReason, Next } from './open-question.ts'
import type { Territory } from './territory.ts'

export type NeedReason =
  | 'not-understood'
  | 'out-of-scope'
  | 'no-article'
  | 'wrong-answer'
  | 'not-solved'
  | 'no-data'
  | 'other-language'
  | 'expired-article'

/** What a decision asks of the other rooms; `app` turns all of it into rows in the decision's own transaction. */
export type Effect =
  | {
      kind: 'open-ticket'
      topic: string | null
      reason: HandoffReason
      language: string
      territory: Territory | null
      priority: boolean
      promisedAt: number | null
    }
  | { kind: 'append-to-ticket' }
  /** a code with which this conversation may go on elsewhere, for a quarter of an hour */
  | { kind: 'open-relay' }
  /** it goes on here: all that is of the conversation `from` is of this one now */
  | { kind: 'join-conversation'; from: string }
  | { kind: 'cancel-ticket' }
  /** agreed to by the person: this network's ticket ends, a new one opens in the network `to` */
  | { kind: 'transfer-ticket'; to: string }
  | { kind: 'alert-mediator'; about: 'danger' | 'priority'; type: string }
  | { kind: 'record-need'; text: string; topic: string | null; reason: NeedReason; territory: Territory | null }
  | { kind: 'record-danger'; type: string }
  | {
      kind: 'record-outcome'
      topic: string
      outcome: 'answered' | 'solved' | 'not-solved' | 'stuck' | 'step-done'
      step: number | null
    }
  /** « is it true that…? »: a theme of `themes.json` and a territory, never the words */
  | { kind: 'record-rumour'; theme: string | null; territory: Territory | null }
  /** an idea the person agreed to leave; stored apart from the needs */
  | { kind: 'record-idea'; text: string }
  /** a prescriber asked for a card: theme and territory, never a beneficiary */
  | { kind: 'record-orientation'; theme: string; territory: Territory }
  | { kind: 'sign-up'; workshop: string }
  /** « stop »: no reminder, no seat kept */
  | { kind: 'cancel-sign-ups' }
  | { kind: 'schedule'; at: number; job: ScheduledJob }
  | { kind: 'start-erasure' }
  /** the person agreed: their last photos are read, and forgotten */
  | { kind: 'read-photos' }

export type { Next }
