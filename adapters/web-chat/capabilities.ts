import type { Capabilities } from '../../messaging/channel.ts'

/** Our own page: any number of buttons, the person may come back any day. */
export const capabilities: Capabilities = { buttons: 12, buttonLength: 60, textLength: 4_000, serviceWindowHours: null }
