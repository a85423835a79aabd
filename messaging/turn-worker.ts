import type { Activity, TypedCode } from '../bot/activity.ts'
import type { Conversation } from '../bot/conversation.ts'
import type { Decision } from '../bot/decision.ts'
import { describeFault } from '../store/describe-fault.ts'
import { isDatabaseAway } from '../store/is-database-away.ts'
import { newId } from '../store/new-id.ts'
import type { Store } from '../store/store.ts'
import type { Channel } from './channel.ts'
import type { Committing } from './commit-decision.ts'
import { dueJobs, type LoadedConversation, loadConversation, waitingEntries } from './conversations.ts'
import { groupActivities } from './group-activities.ts'
import { createLoop, type Loop, stopBoth } from './loop.ts'
import type { MessagingTables } from './tables.ts'

/** What the worker is given: how to decide, and how to commit with the rooms it does not know. */
export interface TurnParts {
  store: Store
  networkId: string
  /** an answer is made to fit the channel it leaves by */
  channels: () => Map<string, Channel>
  now: () => number
  /** pure in itself; reads the world just before */
  takeTurn: (
    conversation: LoadedConversation,
    activity: Activity,
    now: number,
  ) => Promise<{ decision: Decision; contentVersion: string }>
  /** a code was typed that may bring a conversation here: brings it, in a transaction of its own, or says why not */
  continueHere: (
    conversation: LoadedConversation,
    typed: { hash: string; settles: string[]; claim: string },
  ) => Promise<'done' | NonNullable<TypedCode['refused']>>
  /** what is said when a turn throws: an apology and the offer of a person */
  apologise: (conversation: Conversation, now: number) => Decision
  /** one transaction for the decision and all its effects; false when the claim was lost */
  commit: (committing: Committing) => Promise<boolean>
  standsAlone: (text: string) => boolean
  report: (problem: { code: string; error: unknown }) => void
}

/** A turn takes milliseconds; a worker silent for this long is taken for dead and its conversation passes to another. */
const CLAIM_MS = 30_000

/** Claims conversations (not messages) that have something due, and takes their turns one after the other. */
export function startTurnWorker(parts: TurnParts): Loop {
  const { store, networkId, now } = parts
  let unfinished: string | null = null
  const loop = createLoop({
    name: 'turns',
    report: parts.report,
    async work() {
      // the database went away in the middle: what was held is let go of at once, not when the claim runs out
      if (unfinished !== null) await releaseClaim(store, unfinished)
      const claim = newId(now())
      unfinished = claim
      const ids = await store.claim({
        table: 'conversations',
        networkId,
        channels: [...parts.channels().keys()],
        now: now(),
        until: now() + CLAIM_MS,
        by: claim,
        limit: 8,
      })
      for (const id of ids) await answerOrLeave(parts, id, claim)
      unfinished = null
      return ids.length > 0
    },
  })
  const stopListening = store.listen((announcement) => {
    if (announcement.topic === 'inbox') loop.wake()
  })
  return { ...loop, stop: () => stopBoth(stopListening, loop) }
}

/** What cannot be read, nor apologised for, is left to its claim's end: it holds nobody else up. */
async function answerOrLeave(parts: TurnParts, id: string, claim: string): Promise<void> {
  try {
    await answerConversation(parts, id, claim)
  } catch (error) {
    if (isDatabaseAway(error)) throw error
    parts.report({ code: 'turn.left', error })
  }
}

/** One turn; whatever still waits afterwards makes the conversation due again at once. */
async function answerConversation(parts: TurnParts, id: string, claim: string): Promise<void> {
  const { store, now } = parts
  const conversation = await loadConversation(store, id)
  if (!conversation) return
  const waiting = [...(await waitingEntries(store, id)), ...(await dueJobs(store, id, now()))]
  const group = groupActivities(waiting, parts.standsAlone)
  const base = {
    conversationId: id,
    networkId: conversation.networkId,
    channel: conversation.channel,
    claim,
    author: 'bot' as const,
    now: now(),
  }
  const settles = group?.entries.map((entry) => entry.id) ?? []
  try {
    const activity = group && (await tryRelay(parts, conversation, group.activity, { settles, claim }))
    if (activity === 'done') return
    const turn = activity
      ? await parts.takeTurn(conversation, activity, now())
      : { decision: { conversation: conversation.state, replies: [], effects: [] }, contentVersion: '' }
    await parts.commit({ ...base, ...turn, settles, error: null })
  } catch (error) {
    // not the turn's fault: it is taken again when the database is back
    if (isDatabaseAway(error)) throw error
    parts.report({ code: 'turn.failed', error })
    await parts.commit({
      ...base,
      decision: parts.apologise(conversation.state, now()),
      contentVersion: '',
      settles,
      error: describeFault(error),
    })
  }
}

/** « done »: another conversation goes on here, and this one is part of it. Else what the turn is taken of. */
async function tryRelay(
  parts: TurnParts,
  conversation: LoadedConversation,
  activity: Activity,
  held: { settles: string[]; claim: string },
): Promise<Activity | 'done'> {
  if (activity.kind !== 'text' || !activity.relay) return activity
  const answer = await parts.continueHere(conversation, { ...held, hash: activity.relay.hash })
  return answer === 'done' ? answer : { ...activity, relay: { ...activity.relay, refused: answer } }
}

async function releaseClaim(store: Store, claim: string): Promise<void> {
  await store
    .of<MessagingTables>()
    .updateTable('conversations')
    .set({ claimed_by: '', claimed_until: 0 })
    .where('claimed_by', '=', claim)
    .execute()
}
