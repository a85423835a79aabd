import type { TicketReads, TicketView } from '../../console/actions.ts'
import { findTicket, markSeen, type Ticket } from '../../handoff/tickets.ts'
import { findAttachment } from '../../messaging/attachments.ts'
import { readServiceWindow } from '../../messaging/service-window.ts'
import { readTranscript } from '../../messaging/transcript.ts'
import { type Account, listAccounts } from '../../network/people/accounts.ts'
import { describeFault } from '../../store/describe-fault.ts'
import type { Passerelle } from '../passerelle.ts'

/** A ticket as its page shows it. What was said is for whoever may still help: once held, for its holder alone; once over, for nobody. */
export function createTicketReads({ box, channels, knowledge, log, now, store }: Passerelle): TicketReads {
  return {
    async read(account, ticketId) {
      const ticket = await findTicket(store, account.networkId, ticketId)
      if (!ticket) return null
      return {
        ticket,
        holder: await holderOf(account, ticket),
        lines: mayRead(account, ticket) ? await readTranscript(store, ticket.conversationId) : [],
        window: await readServiceWindow(store, channels, ticket.conversationId),
        suggestion: suggestionFor(ticket),
      }
    },
    linesAfter: (conversationId, after) => readTranscript(store, conversationId, after),
    async piece(account, ticketId, lineId) {
      const ticket = await findTicket(store, account.networkId, ticketId)
      if (!ticket || !isHolder(account, ticket)) return { kind: 'none' }
      const attachment = await findAttachment(store, box, ticket.conversationId, lineId)
      const channel = attachment && channels.get(attachment.channel)
      if (!attachment || !channel?.download) return { kind: 'none' }
      try {
        const { body } = await channel.download(attachment.reference)
        return { kind: 'found', of: attachment.kind, body: new Uint8Array(body) }
      } catch (error) {
        log.warn({ code: 'piece.not-downloaded', channel: attachment.channel, error: describeFault(error) })
        return { kind: 'away' }
      }
    },
    async markSeen(account, ticketId) {
      const ticket = await findTicket(store, account.networkId, ticketId)
      if (ticket?.claimedBy !== account.id || !ticket.unread) return
      await markSeen(store, ticketId, now())
      store.announce({ topic: 'queue', id: account.networkId })
    },
  }

  async function holderOf({ networkId }: Account, { claimedBy }: Ticket): Promise<string | null> {
    if (claimedBy === null) return null
    return (await listAccounts(store, networkId)).find(({ id }) => id === claimedBy)?.firstName ?? null
  }

  function suggestionFor({ topic }: Ticket): TicketView['suggestion'] {
    const view = topic ? knowledge.current().topic(topic) : null
    if (!view?.article) return null
    const { short, source, sourceDated, site } = view.article
    return { title: view.title, short, source: `${source} (${sourceDated})`, site: site?.words ?? null }
  }
}

const isHolder = (account: Account, { status, claimedBy }: Ticket) => status === 'claimed' && claimedBy === account.id
const mayRead = (account: Account, ticket: Ticket) => ticket.status === 'open' || isHolder(account, ticket)
