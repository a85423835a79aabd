import type { Handle } from '../store/store.ts'
import type { Need } from './group-needs.ts'
import type { NeedsTable, NeedsTables } from './tables.ts'

export type NeedState = NeedsTable['state']

/** The needs of a month, or of all months kept. */
export async function readNeeds(handle: Handle, networkId: string, month: string | null): Promise<Need[]> {
  let query = handle.of<NeedsTables>().selectFrom('needs').selectAll().where('network_id', '=', networkId)
  if (month !== null) query = query.where('month', '=', month)
  const rows = await query.orderBy('month', 'desc').limit(2000).execute()
  return rows.map(({ id, text, topic, reason, commune, departement, month: of, state }) => ({
    id,
    text,
    topic,
    reason,
    commune,
    departement,
    month: of,
    state,
  }))
}

export async function setNeedState(handle: Handle, networkId: string, ids: string[], state: NeedState): Promise<void> {
  if (ids.length === 0) return
  await handle
    .of<NeedsTables>()
    .updateTable('needs')
    .set({ state })
    .where('network_id', '=', networkId)
    .where('id', 'in', ids)
    .execute()
}

/** The words are for the review only: past the following month, a need is a topic, a territory and a month. */
export async function forgetOldWords(handle: Handle, networkId: string, now: number): Promise<void> {
  const limit = new Date(now)
  limit.setUTCMonth(limit.getUTCMonth() - 1, 1)
  await handle
    .of<NeedsTables>()
    .updateTable('needs')
    .set({ text: '', conversation_id: null })
    .where('network_id', '=', networkId)
    .where('month', '<', limit.toISOString().slice(0, 7))
    .execute()
}

export interface OutcomeCount {
  topic: string
  outcome: string
  step: number
  many: number
}

/** What was answered, settled or not, by topic, in a month. */
export async function readOutcomes(handle: Handle, networkId: string, month: string): Promise<OutcomeCount[]> {
  return handle
    .of<NeedsTables>()
    .selectFrom('outcomes')
    .select(['topic', 'outcome', 'step', 'many'])
    .where('network_id', '=', networkId)
    .where('month', '=', month)
    .orderBy('many', 'desc')
    .execute()
}

export type Rumour = Pick<NeedsTables['rumours'], 'theme' | 'commune' | 'departement'>

/** What people asked whether it is true, in a month. */
export async function readRumours(handle: Handle, networkId: string, month: string): Promise<Rumour[]> {
  return handle
    .of<NeedsTables>()
    .selectFrom('rumours')
    .select(['theme', 'commune', 'departement'])
    .where('network_id', '=', networkId)
    .where('month', '=', month)
    .execute()
}

export interface DangerCount {
  type: string
  many: number
}

export async function readDangers(handle: Handle, networkId: string, month: string): Promise<DangerCount[]> {
  const rows = await handle
    .of<NeedsTables>()
    .selectFrom('dangers')
    .select(({ fn }) => ['type', fn.sum<number>('many').as('many')])
    .where('network_id', '=', networkId)
    .where('day', 'like', `${month}-%`)
    .groupBy('type')
    .execute()
  return rows.map((row) => ({ type: row.type, many: Number(row.many) }))
}
