import type { Conversation } from '../../bot/conversation.ts'
import type { Decision } from '../../bot/decision.ts'
import type { TicketActions, TicketAnswer } from '../../console/actions.ts'
import {
  decideClaim,
  decideClose,
  decideMediatorMessage,
  decideRelease,
  decideTransferOffer,
} from '../../handoff/mediator-decisions.ts'
import { isFull } from '../../handoff/roster.ts'
import { findTicket, letGoOfTicket, markSeen, takeTicket } from '../../handoff/tickets.ts'
import { takeConversation } from '../../messaging/take-conversation.ts'
import type { Account } from '../../network/people/accounts.ts'
import type { NetworkSettingsStore } from '../../network/settings/open-network-settings.ts'
import type { Handle, Store } from '../../store/store.ts'
import { announceDecision, commitIn } from '../commit.ts'
import type { KnowledgeSource } from '../knowledge.ts'
import { maskOwnWords } from './mask-own-words.ts'
import { createRouter, mayTake } from './route-tickets.ts'

export interface TicketParts {
  store: Store
  settings: NetworkSettingsStore
  knowledge: KnowledgeSource
  now: () => number
}

export function createTicketActions(passerelle: TicketParts): TicketActions {
  const { now } = passerelle
  const act = (
    account: Account,
    ticketId: string,
    refuse: Act['refuse'],
    decide: Act['decide'],
    author: Act['author'] = 'bot',
  ) => actOnTicket(passerelle, account, ticketId, { refuse, decide, author })

  return {
    claim: (account, id) =>
      act(
        account,
        id,
        async (handle) =>
          (await mayClaim(passerelle, handle, account, id)) ??
          ((await takeTicket(handle, account.networkId, id, account.id, now())) ? null : { kind: 'taken' }),
        (conversation) => decideClaim(conversation, account.firstName),
      ),
    say: (account, id, text) =>
      act(
        account,
        id,
        async (handle) => ((await isHolder(handle, account, id)) ? null : { kind: 'not-yours' }),
        (conversation) => decideMediatorMessage(conversation, maskOwnWords(text)),
        'mediator',
      ),
    release: (account, id) =>
      act(
        account,
        id,
        async (handle) =>
          (await letGoOfTicket(handle, account.networkId, id, account.id, { status: 'open' }, now()))
            ? null
            : { kind: 'not-yours' },
        (conversation) => decideRelease(conversation, account.firstName, now()),
      ),
    async offerTransfer(account, id, partnerId) {
      const partner = passerelle.settings.get(account.networkId)?.partners.find((one) => one.id === partnerId)
      if (!partner) return { kind: 'unknown-partner' }
      return act(
        account,
        id,
        async (handle) => ((await isHolder(handle, account, id)) ? null : { kind: 'not-yours' }),
        (conversation) => decideTransferOffer(conversation, partner),
      )
    },
    close: (account, id, outcome) =>
      act(
        account,
        id,
        async (handle) =>
          (await letGoOfTicket(handle, account.networkId, id, account.id, { status: 'closed', outcome }, now()))
            ? null
            : { kind: 'not-yours' },
        (conversation) => decideClose(conversation, account.firstName),
      ),
  }
}

interface Act {
  /** why it cannot be done, or null when it may (and, for the ticket's own row, is) */
  refuse: (handle: Handle) => Promise<TicketAnswer | null>
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
    const refusal = await act.refuse(handle)
    if (refusal) return refusal
    await markSeen(handle, ticketId, now())
    await commitIn(handle, {
      conversationId,
      // its own network's, even when another one has the request: that one's house holds the channels the person writes on
      networkId: conversation.networkId,
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
  if (answer.kind === 'done') announceDecision(store, conversationId, [account.networkId])
  return answer
}

async function isHolder(handle: Handle, account: Account, ticketId: string): Promise<boolean> {
  const ticket = await findTicket(handle, account.networkId, ticketId)
  return ticket?.status === 'claimed' && ticket.claimedBy === account.id
}

/** Kept for those it suits, or the hands already full: said before the race for the ticket begins. */
async function mayClaim(
  parts: TicketParts,
  handle: Handle,
  account: Account,
  ticketId: string,
): Promise<TicketAnswer | null> {
  const ticket = await findTicket(handle, account.networkId, ticketId)
  if (ticket?.status !== 'open') return null
  const routeOf = await createRouter(handle, parts, account.networkId)
  if (!mayTake(account, routeOf(ticket))) return { kind: 'kept' }
  return (await isFull(handle, account.networkId, account.id)) ? { kind: 'full' } : null
}
