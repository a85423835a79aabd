import { newId } from '../store/new-id.ts'
import type { Handle } from '../store/store.ts'
import type { Flash } from './snapshot.ts'
import type { KnowledgeTables } from './tables.ts'

export interface NewFlash {
  title: string
  text: string
  source: string
  /** folded words that ask for it, e.g. « attestation deplacement » */
  keywords: string[]
  expiresAt: number
}

/** Published at once: the caller announces « knowledge » and every process builds its next snapshot. */
export async function publishFlash(
  handle: Handle,
  networkId: string,
  by: string,
  flash: NewFlash,
  now: number,
): Promise<string> {
  const id = newId(now)
  await handle
    .of<KnowledgeTables>()
    .insertInto('flashes')
    .values({
      id,
      network_id: networkId,
      title: flash.title,
      text: flash.text,
      source: flash.source,
      keywords: JSON.stringify(flash.keywords),
      published_by: by,
      published_at: now,
      expires_at: flash.expiresAt,
      reviewed_at: null,
    })
    .execute()
  return id
}

export async function readFlashes(
  handle: Handle,
  networkId: string,
): Promise<(Flash & { publishedAt: number; reviewedAt: number | null })[]> {
  const rows = await handle
    .of<KnowledgeTables>()
    .selectFrom('flashes')
    .selectAll()
    .where('network_id', '=', networkId)
    .orderBy('published_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    text: row.text,
    source: row.source,
    keywords: JSON.parse(row.keywords) as string[],
    expiresAt: row.expires_at,
    publishedAt: row.published_at,
    reviewedAt: row.reviewed_at,
  }))
}

/** Ends a flash now, or says that an expired one was looked at. */
export async function endFlash(handle: Handle, networkId: string, id: string, now: number): Promise<void> {
  await handle
    .of<KnowledgeTables>()
    .updateTable('flashes')
    .set((row) => ({
      reviewed_at: now,
      expires_at: row.case().when('expires_at', '>', now).then(now).else(row.ref('expires_at')).end(),
    }))
    .where('network_id', '=', networkId)
    .where('id', '=', id)
    .execute()
}
