import type { Activity } from '../bot/activity.ts'
import type { Reply } from '../bot/reply.ts'

/** An activity as the outside world sent it, before masking: it lives in memory only. */
export type RawActivity = Exclude<Activity, { kind: 'text' } | { kind: 'due' }> | { kind: 'text'; text: string }

/** One thing a channel received. `nativeId` is the platform's id of it: the same one twice is the same message. */
export interface Incoming {
  nativeId: string
  /** who writes, stable for the channel: only its keyed hash is kept */
  person: string
  /** what `send` needs to answer, kept encrypted until the conversation is erased */
  address: string
  activity: RawActivity
  /** when it was written, by the platform's clock (epoch ms), where it says so and may bring it late; else it is now */
  at?: number
}

export type SendOutcome =
  | { kind: 'sent'; nativeId: string | null }
  /** will pass: try again, not before `retryAfterMs` when the platform says so */
  | { kind: 'later'; reason: string; retryAfterMs: number | null }
  /** final: a dead letter */
  | { kind: 'refused'; reason: string }

/** What `send` is told beside the words. */
export interface SendContext {
  /** this sending's own name, the same each time it is tried again: for a platform that gives it back with its receipt */
  key: string
  /** when this person last wrote (epoch ms): a service window runs from there; null = not known */
  heardAt: number | null
}

/** What a platform says later of something it may have taken: by the id it gave, or by the key it was sent with. */
export interface Receipt {
  nativeId: string
  key: string | null
  /** why it did not arrive after all; null = it was taken, delivered or read */
  failure: string | null
}

/** What a channel can show; the encoder of each channel folder lives by its own. */
export interface Capabilities {
  buttons: number
  buttonLength: number
  textLength: number
  /** most characters of a whole answer, where each message is paid for; absent = as many messages as it takes */
  answerLength?: number
  /** hours after the person's last message during which anything may be sent; null = no such rule */
  serviceWindowHours: number | null
}

export type Health = { state: 'up' } | { state: 'down'; reason: string; advice: string }

/** The port every folder of `adapters/` implements. Receiving is wired by `app` through `Receive`. */
export interface Channel {
  readonly name: string
  readonly capabilities: Capabilities
  /** what may still be said once the service window is over; absent = nothing */
  readonly afterWindow?: 'template'
  send(address: string, reply: Reply, context: SendContext): Promise<SendOutcome>
  /** a voice note, a picture or a document it received, by its reference; absent where there are none */
  download?(reference: string): Promise<{ body: ArrayBuffer; type: string }>
  /** what a phone must scan to link itself with this channel, while it waits for that; absent where no phone is needed */
  pairing?(): string | null
  /** is the channel really alive, not only configured? */
  probe(): Promise<Health>
  stop(): Promise<void>
}

/** Resolves once the message is safely stored (or was already): only then may the platform be answered. */
export type Receive = (channel: string, incoming: Incoming[]) => Promise<void>

/** Somebody is known to a platform by another id from now on. */
export interface ChangedPerson {
  before: string
  person: string
  address: string
}

/** Their conversation goes on under the new id. */
export type FollowPerson = (channel: string, changes: ChangedPerson[]) => Promise<void>

/** Resolves once every receipt is noted; those of messages we know nothing of (erased, another program's) are left. */
export type TakeReceipts = (channel: string, receipts: Receipt[]) => Promise<void>
