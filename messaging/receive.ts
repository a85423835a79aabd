import type { Activity } from '../bot/activity.ts'
import { newConversation } from '../bot/conversation.ts'
import { newId } from '../store/new-id.ts'
import type { SecretBox } from '../store/secret-box.ts'
import type { Handle, Store } from '../store/store.ts'
import { sealAttachment } from './attachments.ts'
import type { Incoming, Receive } from './channel.ts'
import { maskActivity, maskTypedCode, withoutNul } from './mask-activity.ts'
import type { Mask } from './plain-reason.ts'
import { queueHearing } from './queue-hearing.ts'
import { firstStep, type Senses } from './senses.ts'
import type { MessagingTables } from './tables.ts'

export interface ReceiveParts {
  store: Store
  box: SecretBox
  networkId: string
  /** removes secrets in memory, before anything is written anywhere */
  mask: Mask
  /** what can be made of a voice note, of a photo */
  senses: Senses
  now: () => number
}

interface Waiting {
  channel: string
  incoming: Incoming
}

/**
 * The way in. Everything that arrives while a write is under way is stored by the next one, in a single transaction:
 * one flush to the disk serves a burst, and nobody is answered before it.
 */
export function createReceive(parts: ReceiveParts): Receive {
  let queue: { entries: Waiting[]; resolve: () => void; reject: (error: unknown) => void }[] = []
  let writing = false

  async function write() {
    writing = true
    while (queue.length > 0) {
      const batch = queue
      queue = []
      try {
        const touched = await storeEntries(
          parts,
          batch.flatMap((call) => call.entries),
        )
        for (const id of touched) parts.store.announce({ topic: 'inbox', id })
        for (const call of batch) call.resolve()
      } catch (error) {
        for (const call of batch) call.reject(error)
      }
    }
    writing = false
  }

  return (channel, incoming) =>
    new Promise((resolve, reject) => {
      queue.push({ entries: incoming.map((one) => ({ channel, incoming: one })), resolve, reject })
      if (!writing) void write()
    })
}

async function storeEntries(parts: ReceiveParts, entries: Waiting[]): Promise<Set<string>> {
  const touched = new Set<string>()
  await parts.store.transaction(async (handle) => {
    for (const { channel, incoming } of inLockOrder(entries)) {
      const id = await storeEntry(parts, handle, channel, incoming)
      if (id !== null) touched.add(id)
    }
  })
  return touched
}

/** Two bursts stored side by side lock people in the same order, or they would wait for one another. One person's order is kept. */
function inLockOrder(entries: Waiting[]): Waiting[] {
  const key = ({ channel, incoming }: Waiting) => `${channel}:${incoming.person}`
  return [...entries].sort((left, right) => (key(left) < key(right) ? -1 : key(left) > key(right) ? 1 : 0))
}

/** Returns the conversation that has something new, or null when this message was seen before. */
async function storeEntry(
  parts: ReceiveParts,
  handle: Handle,
  channel: string,
  incoming: Incoming,
): Promise<string | null> {
  const db = handle.of<MessagingTables>()
  const { networkId, now } = parts
  const seen = await db
    .selectFrom('inbox')
    .select('id')
    .where('network_id', '=', networkId)
    .where('channel', '=', channel)
    .where('native_id', '=', incoming.nativeId)
    .executeTakeFirst()
  if (seen) return null

  const { id: conversationId, status } = await touchConversation(parts, handle, channel, incoming)
  const first = firstStep(parts.senses, incoming.activity)
  const activity =
    (status === 'with-mediator' ? null : maskTypedCode(incoming.activity, parts.mask, parts.box)) ??
    maskActivity(incoming.activity, parts.mask, first === 'ask-to-read')
  const id = newId(now())
  const entry = { id, network_id: networkId, conversation_id: conversationId }
  const stored = await db
    .insertInto('inbox')
    .values({
      ...entry,
      channel,
      native_id: incoming.nativeId,
      activity: JSON.stringify(activity),
      received_at: now(),
      state: first === 'listen' ? 'done' : 'pending',
      error: null,
    })
    .onConflict((conflict) => conflict.columns(['network_id', 'channel', 'native_id']).doNothing())
    .executeTakeFirst()
  if (Number(stored.numInsertedOrUpdatedRows ?? 0) === 0) return null
  await db
    .insertInto('transcript')
    .values({
      ...entry,
      at: now(),
      author: 'person',
      text: withoutNul(wordsOf(activity)),
      reply_id: null,
      choices: null,
      content_version: null,
      attachment: sealAttachment(parts.box, incoming.activity),
    })
    .execute()
  if (first === 'listen') await queueHearing(handle, { id, networkId, conversationId, media: 'voice', now: now() })
  return conversationId
}

/** The conversation is written first: its row lock orders this against a turn that is just being committed. */
async function touchConversation(
  parts: ReceiveParts,
  handle: Handle,
  channel: string,
  incoming: Incoming,
): Promise<{ id: string; status: string }> {
  const { box, networkId } = parts
  const at = parts.now()
  const heardAt = Math.min(incoming.at ?? at, at)
  return handle
    .of<MessagingTables>()
    .insertInto('conversations')
    .values({
      id: newId(at),
      network_id: networkId,
      channel,
      person_hash: box.hash(`${channel}:${incoming.person}`),
      address: box.encrypt(incoming.address),
      status: newConversation.status,
      state: JSON.stringify(newConversation),
      content_version: '',
      created_at: at,
      updated_at: at,
      closed_at: null,
      erasing: 0,
      due_at: at,
      claimed_by: '',
      claimed_until: 0,
      heard_at: heardAt,
    })
    .onConflict((conflict) =>
      conflict.columns(['network_id', 'channel', 'person_hash']).doUpdateSet((row) => ({
        address: row.ref('excluded.address'),
        due_at: at,
        erasing: 0,
        // what comes late does not make the person quiet for longer
        heard_at: row.fn.coalesce(
          row
            .case()
            .when('conversations.heard_at', '>', row.ref('excluded.heard_at'))
            .then(row.ref('conversations.heard_at'))
            .end(),
          row.ref('excluded.heard_at'),
        ),
      })),
    )
    .returning(['id', 'status'])
    .executeTakeFirstOrThrow()
}

/** How an activity reads in the transcript. A position is not kept in words: the point is personal. */
export function wordsOf(activity: Activity): string {
  if (activity.kind === 'text') return activity.text
  if (activity.kind === 'choice')
    return activity.label === '' ? activity.number : `${activity.number} ${activity.label}`
  if (activity.kind === 'location') return '[POSITION]'
  if (activity.kind === 'media')
    return { voice: '[MESSAGE VOCAL]', photo: '[PHOTO]', document: '[DOCUMENT]' }[activity.media]
  return ''
}
