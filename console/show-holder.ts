import type { Account } from '../network/people/accounts.ts'
import type { TicketView } from './actions.ts'
import texts from './texts.fr.json' with { type: 'json' }

const outcomes = new Map(Object.entries(texts.ticketOutcomes))

/** Who has this ticket, in words. */
export function heldWords({ ticket, holder }: TicketView, account: Account): string {
  if (ticket.status === 'open') return texts.held.open
  if (ticket.status === 'expired') return texts.held.expired
  if (ticket.status === 'closed')
    return texts.held.closed.replace('{outcome}', outcomes.get(ticket.outcome ?? '') ?? texts.ticketOutcomes.solved)
  return ticket.claimedBy === account.id
    ? texts.held.mine
    : texts.held.other.replace('{name}', holder ?? texts.held.somebody)
}
