import type { Audible } from '../bot/activity.ts'
import type { Handle } from '../store/store.ts'
import type { HearingTables } from './hearing-tables.ts'

/** To be listened to, or read, as soon as that can be; what it gives then takes a turn of its own. */
export async function queueHearing(
  handle: Handle,
  hearing: { id: string; networkId: string; conversationId: string; media: Audible; now: number },
): Promise<void> {
  const { id, networkId, conversationId, media, now } = hearing
  await handle
    .of<HearingTables>()
    .insertInto('hearings')
    .values({
      id,
      network_id: networkId,
      conversation_id: conversationId,
      media,
      attempts: 0,
      due_at: now,
      claimed_by: '',
      claimed_until: 0,
    })
    .execute()
}
