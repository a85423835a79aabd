import type { Conversation } from '../../bot/conversation.ts'
import type { Decision } from '../../bot/decision.ts'
import type { TicketActions, TicketAnswer } from '../../console/actions.ts'
import { decideClaim, decideClose, decideMediatorMessage, decideRelease } from '../../handoff/mediator-decisions.ts'
import { findTicket, letGoOfTicket, markSeen, takeTicket } from '../../handoff/tickets.ts'
import { takeConversation } from '../../messaging/take-conversation.ts'
import type { Account } from '../../network/people/accounts.ts'
import type { Handle, Store } from '../../store/store.ts'
import { announceDecision, commitIn } from '../commit.ts'
import type { KnowledgeSource } from '../knowledge.ts'

export interface TicketParts {
  store: Store
  knowledge: KnowledgeSource
  now: () => number
}

export function createTicketActions(passerelle: TicketParts): TicketActions {
  const { now } = passerelle
  const act = (
    account: Account,
    ticketId: string,
    permit: (handle: Handle) => Promise<boolean>,
    refusal: TicketAnswer,
    decide: (conversation: Conversation) => Decision,
    author: 'bot' | 'mediator' = 'bot',
  ) => actOnTicket(passerelle, account, ticketId, { permit, refusal, decide, author })

  return {
    claim: (account, id) =>
      act(
        account,
        id,
        (handle) => takeTicket(handle, account.networkId, id, account.id, now()),
        { kind: 'taken' },
        (conversation) => decideClaim(conversation, account.firstName),
      ),
    say: (account, id, text) =>
      act(
        account,
        id,
        (handle) => isHolder(handle, account, id),
        { kind: 'not-yours' },
        (conversation) => decideMediatorMessage(conversation, text),
        'mediator',
      ),
    release: (account, id) =>
      act(
        account,
        id,
        (handle) => letGoOfTicket(handle, account.networkId, id, account.id, { status: 'open' }, now()),
        { kind: 'not-yours' },
        (conversation) => decideRelease(conversation, account.firstName, now()),
      ),
    close: (account, id, outcome) =>
      act(
        account,
        id,
        (handle) => letGoOfTicket(handle, account.networkId, id, account.id, { status: 'closed', outcome }, now()),
        { kind: 'not-yours' },
        (conversation) => decideClose(conversation, account.firstName),
      ),
  }
}

interface Act {
  permit: (handle: Handle) => Promise<boolean>
  refusal: TicketAnswer
  decide: (conversation: Conversation) => Decision
  author: 'bot' | 'mediator'
}

async function actOnTicket(
  passerelle: TicketParts,
  account: Account,
  ticketId: string,
  act: Act,
): Promise<TicketAnswer> {
  const { store, now, knowledge } = passerelle
  const ticket = await findTicket(store, account.networkId, ticketId)
  if (!ticket) return { kind: 'unknown' }
  const { conversationId } = ticket
  const answer = await store.transaction(async (handle): Promise<TicketAnswer> => {
    const conversation = await takeConversation(handle, conversationId)
    if (!conversation) return { kind: 'unknown' }
    if (!(await act.permit(handle))) return act.refusal
    await markSeen(handle, ticketId, now())
    await commitIn(handle, {
      conversationId,
      networkId: account.networkId,
      channel: conversation.channel,
      decision: act.decide(conversation.state),
      contentVersion: knowledge.current().version,
      settles: [],
      error: null,
      claim: null,
      author: act.author,
      now: now(),
    })
    return { kind: 'done' }
  })
  if (answer.kind === 'done') announceDecision(store, { conversationId, networkId: account.networkId }, true)
  return answer
}

async function isHolder(handle: Handle, account: Account, ticketId: string): Promise<boolean> {
  const ticket = await findTicket(handle, account.networkId, ticketId)
  return ticket?.status === 'claimed' && ticket.claimedBy === account.id
}
