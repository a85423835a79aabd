import type { Channel } from '../messaging/channel.ts'

/** A channel that is open, so that its conversations get their turns, and sends nothing yet: what was answered stays in the outbox. */
export const waitingChannel = (name: string): Channel => ({
  name,
  capabilities: { buttons: 0, buttonLength: 0, textLength: 4096, serviceWindowHours: null },
  send: async () => ({ kind: 'later', reason: 'nothing leaves here', retryAfterMs: 3_600_000 }),
  probe: async () => ({ state: 'up' }),
  stop: async () => {},
})
