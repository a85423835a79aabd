import { newConversation } from '../../bot/conversation.ts'
import type { RelayActions, RelayAnswer } from '../../console/actions.ts'
import { decideAtDesk } from '../../handoff/decide-at-desk.ts'
import { seizeTicket } from '../../handoff/tickets.ts'
import { recogniseCode } from '../../messaging/relay/recognise-code.ts'
import { hashOfCode } from '../../messaging/relay/relay-code.ts'
import { spendCode, tryCode } from '../../messaging/relay/relay-codes.ts'
import { takeConversation } from '../../messaging/take-conversation.ts'
import type { Account } from '../../network/people/accounts.ts'
import type { Handle } from '../../store/store.ts'
import { announceDecision, commitIn } from '../commit.ts'
import type { Passerelle } from '../passerelle.ts'

type Parts = Pick<Passerelle, 'store' | 'box' | 'knowledge' | 'now'>

/** « Reprendre une conversation » : one transaction spends the code, makes the ticket this mediator's and tells the person. */
export function createRelayActions(parts: Parts): RelayActions {
  const { store, box } = parts
  return {
    async take(account, typed) {
      const code = recogniseCode(typed)
      if (!code?.alone) return { kind: 'unreadable' }
      const taken = await store.transaction((handle) => take(parts, handle, account, hashOfCode(box, code.digits)))
      if (taken.kind !== 'done') return taken
      announceDecision(store, taken.conversationId, [account.networkId])
      return { kind: 'done', ticketId: taken.ticketId }
    },
  }
}

type Taken = Exclude<RelayAnswer, { kind: 'done' }> | { kind: 'done'; ticketId: string; conversationId: string }

async function take(
  { box, knowledge, now }: Parts,
  handle: Handle,
  { id: accountId, firstName, networkId }: Account,
  hash: string,
): Promise<Taken> {
  const tried = await tryCode(handle, box, { networkId, guesser: accountId, hash, now: now() })
  if (tried.kind !== 'opens') return tried
  const { conversationId } = tried
  const conversation = await takeConversation(handle, conversationId)
  // once its row is ours, nobody else can spend it for this conversation
  if (!conversation) return { kind: 'unknown' }
  const state = { ...newConversation, ...conversation.state }
  if (state.transferredTo !== null) return { kind: 'elsewhere' }
  if (!(await spendCode(handle, tried.id))) return { kind: 'unknown' }
  await commitIn(handle, {
    conversationId,
    networkId,
    channel: conversation.channel,
    decision: decideAtDesk(state, firstName),
    contentVersion: knowledge.current().version,
    settles: [],
    error: null,
    claim: null,
    author: 'bot',
    now: now(),
  })
  const ticketId = await seizeTicket(handle, networkId, conversationId, accountId, now())
  if (ticketId === null) throw new Error('A conversation is with a mediator and has no ticket.')
  return { kind: 'done', ticketId, conversationId }
}
