import { createHash } from 'node:crypto'
import { newId } from '../store/new-id.ts'
import type { Handle } from '../store/store.ts'
import type { KnowledgeTables } from './tables.ts'

/** A wording people used, attached to a topic by a curator: an example to learn from, beside those of the catalogue. */
export interface Phrase {
  id: string
  topic: string
  /** masked */
  text: string
  addedAt: number
}

/** A figure of a model, in percent, and the floor it fell under. */
export interface Shortfall {
  figure: string
  got: number
  floor: number
}

/** How the last training on the phrases of a network went. `inputs` says on which (`nameOfPhrases`). */
export interface Training {
  inputs: string
  outcome: 'learnt' | 'refused' | 'failed'
  /** of a refused one */
  shortfall: Shortfall | null
  finishedAt: number
}

/** More would be another catalogue: phrases that last belong in `intents/catalogue/phrases`. */
export const MOST_PHRASES = 500

export type AddedPhrase = { kind: 'added' } | { kind: 'known' } | { kind: 'too-many' }

/** The caller masks the text, and announces « phrases » once it is kept. */
export async function addPhrase(
  handle: Handle,
  networkId: string,
  by: string,
  { topic, text }: Pick<Phrase, 'topic' | 'text'>,
  now: number,
): Promise<AddedPhrase> {
  const kept = await readPhrases(handle, networkId)
  if (kept.some((phrase) => phrase.topic === topic && phrase.text === text)) return { kind: 'known' }
  if (kept.length >= MOST_PHRASES) return { kind: 'too-many' }
  await handle
    .of<KnowledgeTables>()
    .insertInto('phrases')
    .values({ id: newId(now), network_id: networkId, topic, text, added_by: by, added_at: now })
    .execute()
  return { kind: 'added' }
}

export async function removePhrase(handle: Handle, networkId: string, id: string): Promise<void> {
  await handle
    .of<KnowledgeTables>()
    .deleteFrom('phrases')
    .where('network_id', '=', networkId)
    .where('id', '=', id)
    .execute()
}

/** Oldest first. */
export async function readPhrases(handle: Handle, networkId: string): Promise<Phrase[]> {
  const rows = await handle
    .of<KnowledgeTables>()
    .selectFrom('phrases')
    .selectAll()
    .where('network_id', '=', networkId)
    .orderBy('id')
    .execute()
  return rows.map(({ id, topic, text, added_at }) => ({ id, topic, text, addedAt: Number(added_at) }))
}

/** The same phrases give the same name, whoever added them and when; '' for none. */
export function nameOfPhrases(phrases: readonly Pick<Phrase, 'topic' | 'text'>[]): string {
  if (phrases.length === 0) return ''
  const lines = phrases.map(({ topic, text }) => JSON.stringify([topic, text])).sort()
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16)
}

export async function saveTraining(handle: Handle, networkId: string, training: Training): Promise<void> {
  const { inputs, outcome, shortfall, finishedAt } = training
  const values = { inputs, outcome, shortfall: shortfall && JSON.stringify(shortfall), finished_at: finishedAt }
  await handle
    .of<KnowledgeTables>()
    .insertInto('trainings')
    .values({ id: networkId, network_id: networkId, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute()
}

export async function readTraining(handle: Handle, networkId: string): Promise<Training | null> {
  const row = await handle
    .of<KnowledgeTables>()
    .selectFrom('trainings')
    .selectAll()
    .where('id', '=', networkId)
    .executeTakeFirst()
  if (row === undefined) return null
  const { inputs, outcome, shortfall, finished_at } = row
  const read = shortfall === null ? null : (JSON.parse(shortfall) as Shortfall)
  return { inputs, outcome, shortfall: read, finishedAt: Number(finished_at) }
}
