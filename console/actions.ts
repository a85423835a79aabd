import type { AlertAddress } from '../handoff/alerts/addresses.ts'
import type { Alert } from '../handoff/desk.ts'
import type { MediatorProfile, Standing } from '../handoff/mediator-profile.ts'
import type { Ticket } from '../handoff/tickets.ts'
import type { NewWorkshop, Workshop } from '../handoff/workshops/workshops.ts'
import type { AddedPhrase, Phrase, Training } from '../knowledge-base/phrases.ts'
import type { FlashView } from '../knowledge-base/snapshot.ts'
import type { AttachmentKind } from '../messaging/attachments.ts'
import type { Health } from '../messaging/channel.ts'
import type { ServiceWindow } from '../messaging/service-window.ts'
import type { DeadLetter, TranscriptLine } from '../messaging/transcript.ts'
import type { Account, LoginAnswer } from '../network/people/accounts.ts'
import type { Session } from '../network/people/sessions.ts'
import type { Role } from '../network/people/tables.ts'
import type { NeedGroup } from '../unmet-needs/group-needs.ts'
import type { DangerCount, NeedState, OutcomeCount, Rumour } from '../unmet-needs/needs.ts'

/** What the console may do and see, handed in by `app`: it knows no table. Everything is of the account's own network. */

export interface PeopleActions {
  sessionOf(token: string): Promise<Session | null>
  /** `token` is the cookie's value */
  logIn(login: string, password: string): Promise<LoginAnswer & { token?: string }>
  logOut(session: Session, token: string): Promise<void>
  /** null: unknown, spent or too old */
  invitation(token: string): Promise<{ role: Role } | null>
  accept(token: string, person: NewPerson): Promise<AcceptAnswer>
  list(account: Account): Promise<Account[]>
  /** may this account make and end accounts of that role? */
  mayManage(account: Account, role: Role): boolean
  /** the secret part of the link, shown once; null when this account may not invite that role */
  invite(account: Account, role: Role): Promise<string | null>
  disable(account: Account, id: string): Promise<boolean>
}

export interface NewPerson {
  login: string
  firstName: string
  password: string
}

export type AcceptAnswer = { kind: 'ok'; token: string } | { kind: 'login-taken' } | { kind: 'spent' }

export interface DeskView {
  onDuty: boolean
  /** mediators there now, this one included */
  present: number
  alerts: Alert[]
  /** away or outside one's hours: requests are for others */
  standing: Standing
  /** those that suit this mediator best */
  forYou: Ticket[]
  /** those anyone may take */
  waiting: Ticket[]
  /** those kept a while for others they suit better */
  kept: { ticket: Ticket; until: number; mayTake: boolean }[]
  mine: Ticket[]
}

export interface DeskActions {
  read(account: Account): Promise<DeskView>
  setDuty(account: Account, on: boolean): Promise<void>
  /** a sign of life: changes nothing for who is off duty */
  keepDuty(account: Account): Promise<void>
  markAlertSeen(account: Account, id: string): Promise<void>
}

export interface TicketView {
  ticket: Ticket
  /** first name of who holds it, or null */
  holder: string | null
  /** empty for who may not read it: it is somebody else's, or over */
  lines: TranscriptLine[]
  /** until when its person may be written to, where their channel has such a rule */
  window: ServiceWindow | null
  /** what we know about its topic, to copy from */
  suggestion: { title: string; short: string; source: string; site: string | null } | null
}

export type TicketAnswer =
  | { kind: 'done' }
  /** somebody else was quicker, or it is over: the page shows how it stands now */
  | { kind: 'taken' }
  | { kind: 'not-yours' }
  /** offered first to those it suits best */
  | { kind: 'kept' }
  /** this mediator holds as many as they said they can */
  | { kind: 'full' }
  /** no such network among the partners (any more) */
  | { kind: 'unknown-partner' }
  | { kind: 'unknown' }

export type TicketOutcome = 'solved' | 'directed' | 'no-follow-up'

/** What a mediator does with a ticket: each act is one decision, committed in one transaction like a turn. */
export interface TicketActions {
  claim(account: Account, ticketId: string): Promise<TicketAnswer>
  say(account: Account, ticketId: string, text: string): Promise<TicketAnswer>
  release(account: Account, ticketId: string): Promise<TicketAnswer>
  /** asks the person whether another network may take over; nothing moves before they say yes */
  offerTransfer(account: Account, ticketId: string, partnerId: string): Promise<TicketAnswer>
  close(account: Account, ticketId: string, outcome: TicketOutcome): Promise<TicketAnswer>
}

/** How one is told from afar that somebody waits; each looks after their own. */
export interface AlertActions {
  /** `pushKey`: what a browser subscribes with, null when web push is not on */
  read(account: Account): Promise<{ addresses: AlertAddress[]; eMail: boolean; pushKey: string | null }>
  addEMail(account: Account, typed: string): Promise<AddedAddress>
  /** what the browser gave, as JSON */
  addDevice(account: Account, subscription: string): Promise<AddedAddress>
  remove(account: Account, addressId: string): Promise<void>
}

export type AddedAddress =
  | { kind: 'done' }
  | { kind: 'unreadable' }
  /** the first message did not get through: nothing was kept */
  | { kind: 'not-reached' }
  | { kind: 'too-many' }

/** Somebody at a desk gives the code of their conversation: it becomes this mediator's, whoever had it. */
export interface RelayActions {
  take(account: Account, typed: string): Promise<RelayAnswer>
}

export type RelayAnswer =
  | { kind: 'done'; ticketId: string }
  /** not six digits */
  | { kind: 'unreadable' }
  | { kind: 'unknown' }
  /** too many wrong ones lately, of this account or of all */
  | { kind: 'too-many' }
  /** handed to a partner network since */
  | { kind: 'elsewhere' }

export type Piece =
  | { kind: 'found'; of: AttachmentKind; body: Uint8Array }
  /** not theirs, or forgotten with the ticket */
  | { kind: 'none' }
  /** its platform does not give it now */
  | { kind: 'away' }

export interface TicketReads {
  /** null when there is no such ticket in this network */
  read(account: Account, ticketId: string): Promise<TicketView | null>
  linesAfter(conversationId: string, after: string): Promise<TranscriptLine[]>
  /** the picture or the voice note of a line, for the ticket's holder alone */
  piece(account: Account, ticketId: string, lineId: string): Promise<Piece>
  /** its holder has it under their eyes: nothing of it is unread */
  markSeen(account: Account, ticketId: string): Promise<void>
}

export interface NeedActions {
  groups(account: Account, month: string): Promise<NeedGroup[]>
  setState(account: Account, ids: string[], state: NeedState): Promise<void>
  outcomes(account: Account, month: string): Promise<OutcomeCount[]>
  dangers(account: Account, month: string): Promise<DangerCount[]>
  rumours(account: Account, month: string): Promise<Rumour[]>
}

/** `waiting`: phrases changed since the last training; the others say how the last one went. */
export type LearningState = 'none' | 'waiting' | Training['outcome']

export interface PhraseActions {
  /** all there are, for the choice */
  topics(): { id: string; title: string }[]
  read(account: Account): Promise<{ phrases: Phrase[]; last: Training | null; state: LearningState }>
  add(account: Account, phrase: { topic: string; text: string }): Promise<AddedPhrase | { kind: 'no-topic' }>
  remove(account: Account, id: string): Promise<void>
}

export interface PublishedFlash extends Omit<FlashView, 'expiresOn'> {
  keywords: string[]
  expiresAt: number
  publishedAt: number
  reviewedAt: number | null
}

export interface FlashDraft {
  title: string
  text: string
  source: string
  keywords: string[]
  expiresAt: number
}

export interface FlashActions {
  list(account: Account): Promise<PublishedFlash[]>
  publish(account: Account, flash: FlashDraft): Promise<void>
  end(account: Account, id: string): Promise<void>
}

/** Workshops people can sign up to by message. */
export interface WorkshopActions {
  upcoming(account: Account): Promise<Workshop[]>
  add(account: Account, workshop: NewWorkshop): Promise<void>
  cancel(account: Account, id: string): Promise<void>
}

/** What mediators say of themselves, for requests to go to who can answer them. */
export interface ProfileActions {
  /** null: not theirs to see */
  read(account: Account, id: string): Promise<{ person: Account; profile: MediatorProfile } | null>
  save(account: Account, id: string, profile: MediatorProfile): Promise<boolean>
  /** a commune, an EPCI's number or a département by what was typed; null when there is no such place */
  placeNamed(text: string): { code: string; label: string } | null
}

export interface ChannelState {
  name: string
  health: Health
  /** what a phone must scan now to link itself, or null */
  pairing: string | null
}

export interface ChannelReads {
  states(): Promise<ChannelState[]>
}

/** A way in: an address to touch or scan, and how it is said aloud. */
export interface PosterLink {
  channel: 'web-chat' | 'telegram' | 'whatsapp' | 'sms'
  url: string
  words: string
}

export interface Poster {
  code: string
  /** the place, or the commune */
  name: string
  commune: string
  /** a code that cannot stand in an address: nothing can be made of it */
  links: PosterLink[] | 'unusable-code'
  /** channels that are on but whose address could not be asked for just now */
  away: ('telegram' | 'whatsapp')[]
  /** who can be called without internet, with what it costs; null when the network says none */
  contact: string | null
  /** sites that may show the widget */
  origins: string[]
}

export type FoundCommunes = { code: string; label: string }[]

/** Links, QR codes and posters of the places of a network. */
export interface PosterReads {
  places(): { code: string; name: string; commune: string }[]
  communes(typed: string): FoundCommunes
  /** null: no place and no commune has this code. `base` is where people reach the house */
  read(code: string, base: string): Promise<Poster | null>
}

export interface SendingReads {
  deadLetters(account: Account): Promise<DeadLetter[]>
}
