import type { Handle } from '../store/store.ts'
import type { Channel } from './channel.ts'
import type { MessagingTables } from './tables.ts'

const HOUR_MS = 3_600_000

/** Until when a person may still be written to on their channel, where its platform has such a rule. */
export interface ServiceWindow {
  channel: string
  closesAt: number
  hours: number
  /** what may be said once it is over */
  after: 'nothing' | 'template'
}

/** Null: the channel has no such rule, or is not on, or nobody knows when this person last wrote. */
export async function readServiceWindow(
  handle: Handle,
  channels: Map<string, Channel>,
  conversationId: string,
): Promise<ServiceWindow | null> {
  const row = await handle
    .of<MessagingTables>()
    .selectFrom('conversations')
    .select(['channel', 'heard_at'])
    .where('id', '=', conversationId)
    .executeTakeFirst()
  const channel = row && channels.get(row.channel)
  const hours = channel?.capabilities.serviceWindowHours ?? null
  if (!row || !channel || hours === null || row.heard_at === null) return null
  return {
    channel: row.channel,
    closesAt: row.heard_at + hours * HOUR_MS,
    hours,
    after: channel.afterWindow ?? 'nothing',
  }
}
