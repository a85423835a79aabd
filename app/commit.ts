import { applyHandoffEffects } from '../handoff/apply-effects.ts'
import { type Committing, commitDecision } from '../messaging/commit-decision.ts'
import type { Handle, Store } from '../store/store.ts'
import { applyNeedsEffects } from '../unmet-needs/apply-effects.ts'

/**
 * The one function that commits a decision, whoever took it: conversation, replies and the effects of every room, in the transaction
 * given. False, with nothing written, when the claim it was taken under was lost. `queues`: the networks whose queue changed.
 */
export async function commitIn(
  handle: Handle,
  committing: Committing,
): Promise<{ committed: boolean; queues: string[] }> {
  const { networkId, conversationId, now, decision } = committing
  if (!(await commitDecision(handle, committing))) return { committed: false, queues: [] }
  const queues = await applyHandoffEffects(handle, { networkId, conversationId, now }, decision.effects)
  await applyNeedsEffects(handle, { networkId, conversationId, now }, decision.effects)
  return { committed: true, queues }
}

/** A turn's commit: its own transaction, then everyone concerned is told. */
export function createCommit(store: Store): (committing: Committing) => Promise<boolean> {
  return async (committing) => {
    const { committed, queues } = await store.transaction((handle) => commitIn(handle, committing))
    if (committed) announceDecision(store, committing.conversationId, queues)
    if (committed && erases(committing)) await store.scrub()
    return committed
  }
}

const erases = ({ decision }: Committing) => decision.effects.some((effect) => effect.kind === 'start-erasure')

export function announceDecision(store: Store, conversationId: string, queues: string[]): void {
  store.announce({ topic: 'conversation', id: conversationId })
  store.announce({ topic: 'outbox', id: conversationId })
  // what still waits in the inbox is looked at again
  store.announce({ topic: 'inbox', id: conversationId })
  for (const id of queues) store.announce({ topic: 'queue', id })
}
