import type { Handle } from '../store/store.ts'
import type { MessagingTables } from './tables.ts'

/** How much waits in this network, for whoever watches over the service. */
export async function countWaiting(
  handle: Handle,
  networkId: string,
  now: number,
): Promise<{ inbox: number; outbox: number; dead: number; oldestMs: number }> {
  const db = handle.of<MessagingTables>()
  const inbox = await db
    .selectFrom('inbox')
    .select(({ fn }) => [fn.countAll().as('many'), fn.min('received_at').as('oldest')])
    .where('network_id', '=', networkId)
    .where('state', '=', 'pending')
    .executeTakeFirstOrThrow()
  const replies = await db
    .selectFrom('outbox')
    .select(({ fn }) => ['state', fn.countAll().as('many')])
    .where('network_id', '=', networkId)
    .where('state', 'in', ['pending', 'dead'])
    .groupBy('state')
    .execute()
  const many = (state: string) => Number(replies.find((row) => row.state === state)?.many ?? 0)
  return {
    inbox: Number(inbox.many),
    outbox: many('pending'),
    dead: many('dead'),
    oldestMs: inbox.oldest === null ? 0 : Math.max(0, now - inbox.oldest),
  }
}
