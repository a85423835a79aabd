import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Effect } from '../bot/effect.ts'
import type { Handle } from '../store/store.ts'
import type { NeedsTables } from './tables.ts'

interface EffectSite {
  networkId: string
  conversationId: string
  now: number
}

/** Turns what could not be answered, what could, and the dangers met into anonymous rows, inside the decision's transaction. */
export async function applyNeedsEffects(
  handle: Handle,
  { networkId, conversationId, now }: EffectSite,
  effects: Effect[],
): Promise<void> {
  const db = handle.of<NeedsTables>()
  const day = new Date(now).toISOString().slice(0, 10)
  const month = day.slice(0, 7)
  for (const effect of effects) {
    if (effect.kind === 'record-need') {
      const { territory, text, topic, reason } = effect
      await db
        .insertInto('needs')
        .values({
          id: randomUUID(),
          network_id: networkId,
          text,
          topic,
          reason,
          code_insee: territory?.codeInsee ?? null,
          commune: territory?.commune ?? null,
          departement: territory?.departement ?? null,
          month,
          conversation_id: conversationId,
          state: 'new',
        })
        .execute()
    } else if (effect.kind === 'start-erasure') {
      await db
        .updateTable('needs')
        .set({ text: '', conversation_id: null })
        .where('conversation_id', '=', conversationId)
        .execute()
    } else if (effect.kind === 'record-outcome') {
      await db
        .insertInto('outcomes')
        .values({
          network_id: networkId,
          month,
          topic: effect.topic,
          outcome: effect.outcome,
          step: effect.step ?? 0,
          many: 1,
        })
        .onConflict((conflict) =>
          conflict
            .columns(['network_id', 'month', 'topic', 'outcome', 'step'])
            .doUpdateSet({ many: sql<number>`outcomes.many + 1` }),
        )
        .execute()
    } else if (effect.kind === 'record-danger') {
      await db
        .insertInto('dangers')
        .values({ network_id: networkId, day, type: effect.type, many: 1 })
        .onConflict((conflict) =>
          conflict.columns(['network_id', 'day', 'type']).doUpdateSet({ many: sql<number>`dangers.many + 1` }),
        )
        .execute()
    }
  }
}
