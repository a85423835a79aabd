import type { Effect } from '../bot/effect.ts'
import { newId } from '../store/new-id.ts'
import type { Handle } from '../store/store.ts'
import { raiseCall } from './alerts/raise-call.ts'
import type { HandoffTables } from './tables.ts'
import { networkHolding } from './tickets.ts'
import type { WorkshopTables } from './workshops/tables.ts'

export interface EffectSite {
  networkId: string
  conversationId: string
  now: number
}

/** Turns the effects that concern people helping people into rows, inside the decision's own transaction. Returns the networks whose queue changed. */
export async function applyHandoffEffects(handle: Handle, site: EffectSite, effects: Effect[]): Promise<string[]> {
  if (effects.length === 0) return []
  // another network's, once it took the request over: it is that one that must hear
  const holder = (await networkHolding(handle, site.conversationId)) ?? site.networkId
  const queues = new Set([site.networkId, holder])
  let changed = false
  for (const effect of effects) {
    if (effect.kind === 'open-ticket') await openTicket(handle, site, effect)
    else if (effect.kind === 'append-to-ticket') await touchTicket(handle, site)
    else if (effect.kind === 'transfer-ticket') await transferTicket(handle, site, effect.to)
    else if (effect.kind === 'cancel-ticket') await cancelTicket(handle, site)
    else if (effect.kind === 'alert-mediator')
      await raiseAlert(handle, { ...site, networkId: holder }, effect.about, effect.type)
    else if (effect.kind === 'sign-up') await signUp(handle, site, effect.workshop)
    else if (effect.kind === 'cancel-sign-ups') await cancelSignUps(handle, site)
    else if (effect.kind === 'start-erasure') await forgetTickets(handle, site)
    else if (effect.kind === 'join-conversation') await joinTickets(handle, site, effect.from)
    else continue
    changed = true
    if (effect.kind === 'transfer-ticket') queues.add(effect.to)
  }
  return changed ? [...queues] : []
}

async function openTicket(handle: Handle, site: EffectSite, effect: Extract<Effect, { kind: 'open-ticket' }>) {
  const { territory } = effect
  const id = newId(site.now)
  await handle
    .of<HandoffTables>()
    .insertInto('tickets')
    .values({
      id,
      network_id: site.networkId,
      conversation_id: site.conversationId,
      status: 'open',
      topic: effect.topic,
      reason: effect.reason,
      language: effect.language,
      priority: effect.priority ? 1 : 0,
      code_insee: territory?.codeInsee ?? null,
      commune: territory?.commune ?? null,
      departement: territory?.departement ?? null,
      opened_at: site.now,
      promised_at: effect.promisedAt,
      claimed_by: null,
      claimed_at: null,
      closed_at: null,
      outcome: null,
      person_wrote_at: site.now,
      seen_at: 0,
    })
    .execute()
  await raiseCall(handle, site.networkId, { kind: 'waiting', ticket_id: id }, site.now)
}

const live = ['open', 'claimed'] as const

async function touchTicket(handle: Handle, { conversationId, now }: EffectSite) {
  await handle
    .of<HandoffTables>()
    .updateTable('tickets')
    .set({ person_wrote_at: now })
    .where('conversation_id', '=', conversationId)
    .where('status', 'in', live)
    .execute()
}

/** In the transaction of the person's yes: this network's ticket ends, the other network's begins with the same request. */
async function transferTicket(handle: Handle, { networkId, conversationId, now }: EffectSite, to: string) {
  const db = handle.of<HandoffTables>()
  const old = await db
    .updateTable('tickets')
    .set({ status: 'closed', closed_at: now, outcome: 'transferred' })
    .where('conversation_id', '=', conversationId)
    .where('status', 'in', live)
    .returningAll()
    .executeTakeFirst()
  if (!old) throw new Error(`Conversation ${conversationId} of ${networkId} has no ticket to transfer.`)
  const anew = {
    id: newId(now),
    network_id: to,
    status: 'open' as const,
    opened_at: now,
    person_wrote_at: now,
    seen_at: 0,
  }
  const unclaimed = { claimed_by: null, claimed_at: null, closed_at: null, outcome: null, promised_at: null }
  await db
    .insertInto('tickets')
    .values({ ...old, ...unclaimed, ...anew })
    .execute()
  await raiseCall(handle, to, { kind: 'waiting', ticket_id: anew.id }, now)
}

/** « stop » or « effacer »: nobody needs to answer any more. */
async function cancelTicket(handle: Handle, { conversationId, now }: EffectSite) {
  await handle
    .of<HandoffTables>()
    .updateTable('tickets')
    .set({ status: 'closed', closed_at: now, outcome: 'cancelled-by-person' })
    .where('conversation_id', '=', conversationId)
    .where('status', 'in', live)
    .execute()
}

/** A ticket is counted by topic and commune; after an erasure nothing links it to what was said. */
async function forgetTickets(handle: Handle, site: EffectSite) {
  const { conversationId } = site
  await cancelSignUps(handle, site)
  await handle
    .of<HandoffTables>()
    .updateTable('tickets')
    .set({ conversation_id: '' })
    .where('conversation_id', '=', conversationId)
    .execute()
  await handle
    .of<HandoffTables>()
    .updateTable('alerts')
    .set({ conversation_id: null })
    .where('conversation_id', '=', conversationId)
    .execute()
}

/** A conversation goes on in another channel: what this network did for it there, it did for this one. */
async function joinTickets(handle: Handle, { conversationId }: EffectSite, from: string) {
  const db = handle.of<HandoffTables & WorkshopTables>()
  const joined = { conversation_id: conversationId }
  await db.updateTable('tickets').set(joined).where('conversation_id', '=', from).execute()
  await db.updateTable('alerts').set(joined).where('conversation_id', '=', from).execute()
  await db
    .updateTable('sign_ups')
    .set(joined)
    .where('conversation_id', '=', from)
    .where('workshop_id', 'not in', ({ selectFrom }) =>
      selectFrom('sign_ups').select('workshop_id').where('conversation_id', '=', conversationId),
    )
    .execute()
  await db.deleteFrom('sign_ups').where('conversation_id', '=', from).execute()
}

async function raiseAlert(handle: Handle, site: EffectSite, kind: 'danger' | 'priority', type: string) {
  const id = newId(site.now)
  await handle
    .of<HandoffTables>()
    .insertInto('alerts')
    .values({
      id,
      network_id: site.networkId,
      kind,
      type,
      conversation_id: site.conversationId,
      raised_at: site.now,
      seen_by: null,
    })
    .execute()
  await raiseCall(handle, site.networkId, { kind, alert_id: id }, site.now)
}

/** Once a workshop, however often it is asked for. */
async function signUp(handle: Handle, { networkId, conversationId, now }: EffectSite, workshop: string) {
  await handle
    .of<WorkshopTables>()
    .insertInto('sign_ups')
    .values({ id: newId(now), network_id: networkId, workshop_id: workshop, conversation_id: conversationId })
    .onConflict((conflict) => conflict.columns(['workshop_id', 'conversation_id']).doNothing())
    .execute()
}

async function cancelSignUps(handle: Handle, { conversationId }: EffectSite) {
  await handle.of<WorkshopTables>().deleteFrom('sign_ups').where('conversation_id', '=', conversationId).execute()
}
