import type { FastifyReply, FastifyRequest } from 'fastify'
import type {
  AlertActions,
  ChannelReads,
  DeskActions,
  FlashActions,
  NeedActions,
  PeopleActions,
  PhraseActions,
  PosterReads,
  ProfileActions,
  RelayActions,
  SendingReads,
  TicketActions,
  TicketReads,
  WorkshopActions,
} from './actions.ts'

export interface LiveStream {
  push(event: { id?: string; event?: string; data: string }): void
  close(): void
  reply: FastifyReply
}

/** What the console is handed by `app`: actions and reads, and the means to show pages. */
export interface ConsoleParts {
  people: PeopleActions
  profiles: ProfileActions
  desk: DeskActions
  tickets: TicketActions & TicketReads
  relay: RelayActions
  alerts: AlertActions
  needs: NeedActions
  phrases: PhraseActions
  flashes: FlashActions
  posters: PosterReads
  sendings: SendingReads
  channels: ChannelReads
  workshops: WorkshopActions
  /** the title of a topic, or null when nobody knows it any more */
  topicTitle(id: string): string | null
  /** `partners`: networks a request can be handed to */
  network(): { name: string; timeZone: string; partners: { id: string; name: string; covers: string }[] }
  render(template: string, data: object): string
  /** one clear page for what cannot be shown: 403, 404, 429 */
  refuse(request: FastifyRequest, reply: FastifyReply, status: number): FastifyReply
  openStream(reply: FastifyReply, onClose: () => void): LiveStream
  /** called when the queue or a conversation changed; returns what stops it */
  listen(listener: (change: { about: 'queue' | 'conversation'; id: string }) => void): () => void
  /** false when too many passwords were tried from this address lately */
  mayTry(ip: string): boolean
  /** where people reach the console, for invitation links */
  publicUrl(request: FastifyRequest): string
  now: () => number
  secureCookies: boolean
}
