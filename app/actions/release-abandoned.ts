import { abandonedTickets } from '../../handoff/tickets.ts'
import { listAccounts } from '../../network/people/accounts.ts'
import { createTicketActions, type TicketParts } from './tickets.ts'

/** A person waits this long at most for a mediator who has left without giving the ticket back. */
const ABANDONED_AFTER_MS = 2 * 3_600_000

/** Nobody waits without an owner: tickets whose holder is gone go back to the queue, and the person is told. Returns how many. */
export async function releaseAbandoned(parts: TicketParts, networkId: string): Promise<number> {
  const { store, now } = parts
  const abandoned = await abandonedTickets(store, networkId, now() - ABANDONED_AFTER_MS)
  if (abandoned.length === 0) return 0
  const accounts = new Map((await listAccounts(store, networkId)).map((account) => [account.id, account]))
  const actions = createTicketActions(parts)
  for (const { id, accountId } of abandoned) {
    const holder = accounts.get(accountId)
    if (holder) await actions.release(holder, id)
  }
  return abandoned.length
}
