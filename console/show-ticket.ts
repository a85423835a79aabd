import type { Ticket } from '../handoff/tickets.ts'
import type { ConsoleParts } from './parts.ts'
import texts from './texts.fr.json' with { type: 'json' }
import { clockTime, waitingSince } from './words-of-time.ts'

/** A ticket in words, as the queue and its own page show it. */
export interface ShownTicket {
  id: string
  title: string
  reason: string
  place: string
  since: string
  promised: string
  isLate: boolean
  isUrgent: boolean
  hasNews: boolean
  /** the person's language when it is not French, or '' */
  language: string
}

const reasons = new Map(Object.entries(texts.reasons))
const languages = new Map(Object.entries(texts.languages))

export type ShowTicket = (ticket: Ticket) => ShownTicket

export function createShowTicket({
  topicTitle,
  network,
  now,
}: Pick<ConsoleParts, 'topicTitle' | 'network' | 'now'>): ShowTicket {
  return (ticket) => {
    const { topic, promisedAt, commune, departement, openedAt } = ticket
    return {
      id: ticket.id,
      title: (topic && topicTitle(topic)) || texts.noTopic,
      reason: reasons.get(ticket.reason) ?? ticket.reason,
      place: commune ? `${commune}${departement ? ` (${departement})` : ''}` : texts.noPlace,
      since: waitingSince(openedAt, now()),
      promised: promisedAt === null ? '' : clockTime(promisedAt, now(), network().timeZone),
      isLate: promisedAt !== null && promisedAt < now(),
      isUrgent: ticket.priority,
      language: ticket.language === 'fr' ? '' : (languages.get(ticket.language) ?? ticket.language),
      hasNews: ticket.status === 'claimed' && ticket.unread,
    }
  }
}
