import { newConversation } from '../../bot/conversation.ts'
import type { Decision } from '../../bot/decision.ts'
import { fitAnswer } from '../../bot/fit-answer.ts'
import { decideArrival, decideDeparture } from '../../bot/relay-decisions.ts'
import type { Channel } from '../../messaging/channel.ts'
import type { LoadedConversation } from '../../messaging/conversations.ts'
import { type Move, moveConversation } from '../../messaging/relay/move-conversation.ts'
import { spendCode, type Tried, tryCode } from '../../messaging/relay/relay-codes.ts'
import type { MessagingTables } from '../../messaging/tables.ts'
import { takeConversation } from '../../messaging/take-conversation.ts'
import type { TurnParts } from '../../messaging/turn-worker.ts'
import type { NetworkSettingsStore } from '../../network/settings/open-network-settings.ts'
import { newId } from '../../store/new-id.ts'
import type { SecretBox } from '../../store/secret-box.ts'
import type { Handle, Store } from '../../store/store.ts'
import { announceDecision, commitIn } from '../commit.ts'
import type { KnowledgeSource } from '../knowledge.ts'

export interface ContinueParts {
  store: Store
  box: SecretBox
  channels: Map<string, Channel>
  settings: NetworkSettingsStore
  networkId: string
  knowledge: Pick<KnowledgeSource, 'current'>
  now: () => number
}

type Typed = Parameters<TurnParts['continueHere']>[1]

/**
 * The person typed their code in another channel: in one transaction the code is spent, the conversation changes hands, both sides are
 * told, and the message that brought it is done. Whatever fails, nothing has moved and the code is still good.
 */
export function createContinueHere(parts: ContinueParts): TurnParts['continueHere'] {
  return async (here, typed) => {
    const left = newId(parts.now())
    const answer = await parts.store.transaction((handle) => tryMoving(parts, handle, here, typed, left))
    if (answer.kind === 'refused') return answer.why
    if (answer.kind === 'lost') return 'done'
    const { store } = parts
    for (const conversationId of [answer.moved, left]) announceDecision(store, conversationId, answer.queues)
    // an open page of this channel still watches the earlier id
    store.announce({ topic: 'conversation', id: here.id })
    return 'done'
  }
}

type Answer =
  | { kind: 'moved'; moved: string; queues: string[] }
  /** somebody else has this turn: nothing was written */
  | { kind: 'lost' }
  | { kind: 'refused'; why: Exclude<Awaited<ReturnType<TurnParts['continueHere']>>, 'done'> }

async function tryMoving(
  parts: ContinueParts,
  handle: Handle,
  here: LoadedConversation,
  { hash, settles, claim }: Typed,
  left: string,
): Promise<Answer> {
  const { box, networkId, now } = parts
  const person = await lockHeld(handle, here.id, claim)
  if (person === null) return { kind: 'lost' }
  const tried = await tryCode(handle, box, { networkId, guesser: person, hash, now: now() })
  const why = refusal(tried, here)
  if (tried.kind !== 'opens' || why !== null) return { kind: 'refused', why: why ?? 'unknown' }
  if (!(await spendCode(handle, tried.id))) return { kind: 'refused', why: 'unknown' }
  const moved = await takeConversation(handle, tried.conversationId)
  if (!moved) return { kind: 'refused', why: 'unknown' }
  const queues = await commitMove(parts, handle, { moved, here, settles, left })
  return { kind: 'moved', moved: moved.id, queues }
}

/** One talk at a time: whoever has asked for a person here too ends one of the two first. */
function refusal(tried: Tried, here: LoadedConversation): 'unknown' | 'too-many' | 'same' | 'busy' | null {
  if (tried.kind !== 'opens') return tried.kind
  if (tried.conversationId === here.id) return 'same'
  return here.state.status === 'with-bot' || here.state.status === 'closed' ? null : 'busy'
}

interface Moving {
  moved: LoadedConversation
  here: LoadedConversation
  settles: string[]
  left: string
}

/** Returns the networks whose queue changed. */
async function commitMove(
  parts: ContinueParts,
  handle: Handle,
  { moved, here, settles, left }: Moving,
): Promise<string[]> {
  const { networkId, now } = parts
  const move: Move = { moved: moved.id, here: here.id, left }
  await moveConversation(handle, move, now())
  const was = { ...newConversation, ...moved.state }
  const base = { networkId, contentVersion: parts.knowledge.current().version, error: null, claim: null, now: now() }
  const arrival = decideArrival(was, { ...newConversation, ...here.state }, here.id, now())
  const commits = [
    { conversationId: moved.id, channel: here.channel, decision: fitted(parts, here.channel, arrival), settles },
    { conversationId: left, channel: moved.channel, decision: decideDeparture(was), settles: [] },
  ]
  const queues = new Set<string>()
  for (const commit of commits)
    for (const queue of (await commitIn(handle, { ...base, ...commit, author: 'bot' })).queues) queues.add(queue)
  return [...queues]
}

/** Where each message is paid for, this answer too is cut to fit. */
function fitted({ channels, settings, networkId }: ContinueParts, channel: string, decision: Decision): Decision {
  const budget = channels.get(channel)?.capabilities.answerLength
  return budget === undefined ? decision : fitAnswer(decision, budget, settings.get(networkId)?.name ?? '')
}

/** The row of the turn's own conversation, locked; the keyed hash of who writes, or null when the claim was lost. */
async function lockHeld(handle: Handle, id: string, claim: string): Promise<string | null> {
  const row = await handle
    .of<MessagingTables>()
    .updateTable('conversations')
    .set({ claimed_by: claim })
    .where('id', '=', id)
    .where('claimed_by', '=', claim)
    .returning('person_hash')
    .executeTakeFirst()
  return row ? (row.person_hash ?? id) : null
}
