import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Effect } from '../bot/effect.ts'
import type { Handle } from '../store/store.ts'
import type { NeedsTables } from './tables.ts'

interface EffectSite {
  networkId: string
  conversationId: string
  now: number
}

/** Turns what could not be answered, what could, and the dangers met into anonymous rows, inside the decision's transaction. */
export async function applyNeedsEffects(handle: Handle, site: EffectSite, effects: Effect[]): Promise<void> {
  const db = handle.of<NeedsTables>()
  for (const effect of effects) await record(db, site, effect)
}

async function record(
  db: Kysely<NeedsTables>,
  { networkId, conversationId, now }: EffectSite,
  effect: Effect,
): Promise<void> {
  const day = new Date(now).toISOString().slice(0, 10)
  const at = { network_id: networkId, month: day.slice(0, 7) }
  switch (effect.kind) {
    case 'record-need':
      await recordNeed(db, { ...at, conversation_id: conversationId }, effect)
      return
    case 'record-idea':
      await db
        .insertInto('ideas')
        .values({ ...at, id: randomUUID(), text: effect.text })
        .execute()
      return
    case 'record-rumour':
      await db
        .insertInto('rumours')
        .values({
          ...at,
          id: randomUUID(),
          theme: effect.theme,
          commune: effect.territory?.commune ?? null,
          departement: effect.territory?.departement ?? null,
        })
        .execute()
      return
    case 'record-orientation':
      await db
        .insertInto('orientations')
        .values({ ...at, theme: effect.theme, departement: effect.territory.departement, many: 1 })
        .onConflict((conflict) =>
          conflict
            .columns(['network_id', 'month', 'theme', 'departement'])
            .doUpdateSet({ many: sql<number>`orientations.many + 1` }),
        )
        .execute()
      return
    case 'record-outcome':
      await db
        .insertInto('outcomes')
        .values({ ...at, topic: effect.topic, outcome: effect.outcome, step: effect.step ?? 0, many: 1 })
        .onConflict((conflict) =>
          conflict
            .columns(['network_id', 'month', 'topic', 'outcome', 'step'])
            .doUpdateSet({ many: sql<number>`outcomes.many + 1` }),
        )
        .execute()
      return
    case 'record-danger':
      await db
        .insertInto('dangers')
        .values({ network_id: networkId, day, type: effect.type, many: 1 })
        .onConflict((conflict) =>
          conflict.columns(['network_id', 'day', 'type']).doUpdateSet({ many: sql<number>`dangers.many + 1` }),
        )
        .execute()
      return
    case 'join-conversation':
      await db
        .updateTable('needs')
        .set({ conversation_id: conversationId })
        .where('conversation_id', '=', effect.from)
        .execute()
      return
    case 'start-erasure':
      await db
        .updateTable('needs')
        .set({ text: '', conversation_id: null })
        .where('conversation_id', '=', conversationId)
        .execute()
  }
}

async function recordNeed(
  db: Kysely<NeedsTables>,
  at: { network_id: string; month: string; conversation_id: string },
  { territory, text, topic, reason }: Extract<Effect, { kind: 'record-need' }>,
): Promise<void> {
  const where = {
    code_insee: territory?.codeInsee ?? null,
    // a whole département has no commune
    commune: territory?.commune || null,
    departement: territory?.departement ?? null,
  }
  await db
    .insertInto('needs')
    .values({ ...at, ...where, id: randomUUID(), text, topic, reason, state: 'new' })
    .execute()
}
