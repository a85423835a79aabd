import { setTimeout as sleep } from 'node:timers/promises'
import type { Reply } from '../bot/reply.ts'
import { describeFault } from '../store/describe-fault.ts'
import { isDatabaseAway } from '../store/is-database-away.ts'
import { newId } from '../store/new-id.ts'
import type { SecretBox } from '../store/secret-box.ts'
import { NEVER, type Store } from '../store/store.ts'
import type { Channel, SendOutcome } from './channel.ts'
import { forgetErasedAddress } from './erase.ts'
import { createLoop, type Loop, stopBoth } from './loop.ts'
import { type Mask, plainReason } from './plain-reason.ts'
import { CODE_MARK, revealCode } from './relay/relay-code.ts'
import { liveCode } from './relay/relay-codes.ts'
import { MAX_ATTEMPTS, retryDelayMs } from './retry.ts'
import type { ConversationsTable, MessagingTables, OutboxTable } from './tables.ts'

export interface SenderParts {
  store: Store
  box: SecretBox
  networkId: string
  channels: () => Map<string, Channel>
  now: () => number
  report: (problem: { code: string; error: unknown }) => void
  /** a refusal may quote what was said */
  mask: Mask
  /** counts what a platform took */
  sent?: (channel: string) => void
}

/** A platform that has not answered by then is tried again: the claim is void. */
const CLAIM_MS = 60_000
/** left at least to a send that begins */
const LONGEST_SEND_MS = 20_000
const NOTE_AGAIN_MS = 250
/** after a long stop the channel may be about to open */
const NOT_ON_MS = 5_000

/** Sends what the outbox holds, in order within a conversation; conversations do not wait for one another. */
export function startSender(parts: SenderParts): Loop {
  const { store, networkId, now } = parts
  const loop = createLoop({
    name: 'sending',
    report: parts.report,
    async work() {
      const until = now() + CLAIM_MS
      const channels = [...parts.channels().keys()]
      const ids = await store.claim({
        table: 'outbox',
        networkId,
        channels,
        now: now(),
        until,
        by: newId(now()),
        limit: 16,
      })
      await Promise.all(ids.map((id) => sendOne(parts, id, until)))
      return ids.length > 0
    },
  })
  const stopListening = store.listen((announcement) => {
    if (announcement.topic === 'outbox') loop.wake()
  })
  return { ...loop, stop: () => stopBoth(stopListening, loop) }
}

async function sendOne(parts: SenderParts, id: string, until: number): Promise<void> {
  const db = parts.store.of<MessagingTables>()
  const row = await db
    .selectFrom('outbox')
    .innerJoin('conversations', 'conversations.id', 'outbox.conversation_id')
    .selectAll('outbox')
    .select(['conversations.address', 'conversations.heard_at'])
    .where('outbox.id', '=', id)
    .executeTakeFirst()
  if (!row) return
  // frozen since it was claimed: somebody else may be sending it now
  if (parts.now() > until - LONGEST_SEND_MS) return
  const outcome = await trySending(parts, row)
  await noteOutcome(parts, row, outcome, until)
  if (outcome.kind === 'sent') parts.sent?.(row.channel)
  if (outcome.kind !== 'later') await forgetErasedAddress(parts.store, row.conversation_id)
  parts.store.announce({ topic: 'conversation', id: row.conversation_id })
}

/** What was sent must be known: while the claim holds, a database that is away is waited for, or the same would be sent again. */
async function noteOutcome(parts: SenderParts, row: OutboxTable, outcome: SendOutcome, until: number): Promise<void> {
  for (;;) {
    try {
      const note = settled(row, outcome, parts.now())
      // a receipt that was quicker has settled it already, and knows better
      await parts.store
        .of<MessagingTables>()
        .updateTable('outbox')
        .set(note)
        .where('id', '=', row.id)
        .where('state', '=', 'pending')
        .execute()
      return
    } catch (error) {
      if (!isDatabaseAway(error) || parts.now() > until) throw error
      await sleep(NOTE_AGAIN_MS)
    }
  }
}

type Sending = OutboxTable & Pick<ConversationsTable, 'address' | 'heard_at'>

async function trySending(parts: SenderParts, row: Sending): Promise<SendOutcome> {
  const channel = parts.channels().get(row.channel)
  if (!channel) return { kind: 'later', reason: `the channel ${row.channel} is not on`, retryAfterMs: NOT_ON_MS }
  if (row.address === null) return { kind: 'refused', reason: 'the person erased their data' }
  try {
    const reply = await withCode(parts, row)
    const address = parts.box.decrypt(row.address)
    const outcome = await channel.send(address, reply, { key: row.id, heardAt: row.heard_at })
    if (outcome.kind === 'sent') return outcome
    return { ...outcome, reason: plainReason(outcome.reason, parts.mask, { address, text: reply.text }) }
  } catch (error) {
    parts.report({ code: `${row.channel}.send-failed`, error })
    return { kind: 'later', reason: describeFault(error), retryAfterMs: null }
  }
}

/** A relay code is known only on its way out. */
async function withCode({ store, box, now }: SenderParts, row: Sending): Promise<Reply> {
  const reply = JSON.parse(row.reply) as Reply
  if (!reply.text.includes(CODE_MARK)) return reply
  return { ...reply, text: revealCode(reply.text, await liveCode(store, box, row.conversation_id, now())) }
}

/** What the row becomes: sent, to be tried again, or a dead letter for the console. */
function settled(row: OutboxTable, outcome: SendOutcome, now: number): Partial<OutboxTable> {
  const attempts = row.attempts + 1
  const free = { attempts, claimed_by: '', claimed_until: 0 }
  if (outcome.kind === 'sent')
    return { ...free, state: 'sent', native_id: outcome.nativeId, sent_at: now, due_at: NEVER, error: null }
  if (outcome.kind === 'refused' || attempts >= MAX_ATTEMPTS)
    return { ...free, state: 'dead', due_at: NEVER, error: outcome.reason }
  return { ...free, due_at: now + retryDelayMs(attempts, outcome.retryAfterMs), error: outcome.reason }
}
