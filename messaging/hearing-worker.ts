import { isDatabaseAway } from '../store/is-database-away.ts'
import { newId } from '../store/new-id.ts'
import type { SecretBox } from '../store/secret-box.ts'
import type { Handle, Store } from '../store/store.ts'
import { findAttachment } from './attachments.ts'
import type { Channel } from './channel.ts'
import type { HearingsTable, HearingTables } from './hearing-tables.ts'
import { createLoop, type Loop, stopBoth } from './loop.ts'
import { activityOf, type Made, type Senses } from './senses.ts'
import type { MessagingTables } from './tables.ts'

export interface HearingParts {
  store: Store
  box: SecretBox
  networkId: string
  channels: () => Map<string, Channel>
  senses: Senses
  mask: (text: string) => { masked: string; secrets: string[] }
  now: () => number
  report: (problem: { code: string; error: unknown }) => void
}

/** Longer than downloading and hearing may take together: see `media/` and the limits below. */
const CLAIM_MS = 180_000
const LONGEST_DOWNLOAD_MS = 30_000
const LARGEST_FILE_BYTES = 20 * 1024 * 1024
/** what stopped the whole program twice is left alone */
const MOST_ATTEMPTS = 2
/** a letter of more pages is for a person */
const MOST_PHOTOS = 3

/**
 * Between the inbox and the turn: makes words of voice notes and photos, one at a time, while turns go on beside it. What it gives is
 * stored as a message of its own, so that a replay decides the same; a failure is told to the person by a turn, like anything else.
 */
export function startHearingWorker(parts: HearingParts): Loop {
  const { store, networkId, now } = parts
  const stopping = new AbortController()
  const loop = createLoop({
    name: 'hearing',
    report: parts.report,
    async work() {
      const until = now() + CLAIM_MS
      const channels = [...parts.channels().keys()]
      const claim = { networkId, channels, now: now(), until, by: newId(now()), limit: 1 }
      const [id] = await store.claim({ table: 'hearings', ...claim })
      if (id !== undefined) await hearOne(parts, id, stopping.signal)
      return id !== undefined
    },
  })
  const stopListening = store.listen((announcement) => {
    if (announcement.topic === 'inbox') loop.wake()
  })
  return {
    ...loop,
    async stop() {
      stopping.abort()
      await parts.senses.stop()
      await stopBoth(stopListening, loop)
    },
  }
}

async function hearOne(parts: HearingParts, id: string, stopping: AbortSignal): Promise<void> {
  const db = parts.store.of<HearingTables>()
  const row = await db
    .updateTable('hearings')
    .set((now) => ({ attempts: now.eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  if (!row) return
  const made = await tryHearing(parts, row)
  // given up because the house closes: nothing is wrong with it, the next to open hears it
  if (made.kind === 'unavailable' && stopping.aborted) return letGo(parts, row)
  const told = await parts.store.transaction((handle) => passOn(parts, handle, row, made))
  if (told !== null) parts.store.announce({ topic: 'inbox', id: told })
}

async function letGo({ store }: HearingParts, { id, attempts }: HearingsTable): Promise<void> {
  const free = { attempts: attempts - 1, claimed_by: '', claimed_until: 0 }
  await store.of<HearingTables>().updateTable('hearings').set(free).where('id', '=', id).execute()
}

async function tryHearing(parts: HearingParts, row: HearingsTable): Promise<Made | { kind: 'unavailable' }> {
  try {
    if (row.attempts > MOST_ATTEMPTS) throw new Error(`Begun ${MOST_ATTEMPTS} times without ever coming to an end.`)
    const files: Uint8Array[] = []
    for (const line of await linesToHear(parts.store, row)) files.push(await download(parts, row.conversation_id, line))
    return await parts.senses.hear(row.media, files)
  } catch (error) {
    if (isDatabaseAway(error)) throw error
    parts.report({ code: `media.${row.media}-not-heard`, error })
    return { kind: 'unavailable' }
  }
}

async function linesToHear(handle: Handle, row: HearingsTable): Promise<string[]> {
  if (row.media === 'voice') return [row.id]
  const lines = await handle
    .of<MessagingTables>()
    .selectFrom('transcript')
    .select('id')
    .where('conversation_id', '=', row.conversation_id)
    .where('attachment', 'like', 'photo:%')
    .orderBy('id', 'desc')
    .limit(MOST_PHOTOS)
    .execute()
  return lines.map(({ id }) => id).reverse()
}

async function download({ store, box, channels }: HearingParts, conversationId: string, line: string) {
  const attachment = await findAttachment(store, box, conversationId, line)
  const channel = attachment && channels().get(attachment.channel)
  if (!attachment || !channel?.download) throw new Error('Its channel does not give it any more.')
  const { promise, reject } = Promise.withResolvers<never>()
  const alarm = setTimeout(() => reject(new Error('The download took too long.')), LONGEST_DOWNLOAD_MS)
  try {
    const { body } = await Promise.race([channel.download(attachment.reference), promise])
    if (body.byteLength > LARGEST_FILE_BYTES) throw new Error('The file is larger than 20 MB.')
    return new Uint8Array(body)
  } finally {
    clearTimeout(alarm)
  }
}

/** The conversation may have gone on in another channel, under another id, while this was heard. */
async function whereItIsNow(handle: Handle, row: HearingsTable): Promise<string> {
  const now = await handle
    .of<HearingTables>()
    .selectFrom('hearings')
    .select('conversation_id')
    .where('id', '=', row.id)
    .executeTakeFirst()
  return now?.conversation_id ?? row.conversation_id
}

/** One transaction: the message it became, its conversation due, the photos forgotten. Null, with nothing written, when it was erased. */
async function passOn(
  { mask, now }: HearingParts,
  handle: Handle,
  row: HearingsTable,
  made: Made | { kind: 'unavailable' },
): Promise<string | null> {
  const { id, network_id, media } = row
  const db = handle.of<HearingTables & MessagingTables>()
  const conversation_id = await whereItIsNow(handle, row)
  // the conversation first, as everywhere: its lock orders this against an erasure
  const conversation = await db
    .updateTable('conversations')
    .set({ due_at: now() })
    .where('id', '=', conversation_id)
    .returning('channel')
    .executeTakeFirst()
  const gone = await db.deleteFrom('hearings').where('id', '=', id).executeTakeFirst()
  if (!conversation || Number(gone.numDeletedRows) === 0) return null
  const activity = activityOf(media, made, mask)
  await db
    .insertInto('inbox')
    .values({
      id: newId(now()),
      network_id,
      channel: conversation.channel,
      native_id: `heard:${id}`,
      conversation_id,
      activity: JSON.stringify(activity),
      received_at: now(),
      state: 'pending',
      error: null,
    })
    .execute()
  if (activity.kind === 'text' && media === 'voice') {
    const text = `[MESSAGE VOCAL] ${activity.text}`
    await db.updateTable('transcript').set({ text }).where('id', '=', id).execute()
  }
  // read, or never to be read: a photo is kept only for the person who may still look at it
  if (media === 'photo' && (made.kind === 'words' || made.kind === 'identity-document'))
    await db
      .updateTable('transcript')
      .set({ attachment: null })
      .where('conversation_id', '=', conversation_id)
      .where('attachment', 'like', 'photo:%')
      .execute()
  return conversation_id
}
