import type { Capabilities } from '../../messaging/channel.ts'

/** The library « sends » buttons that no phone shows: choices are numbered text, or a poll beside it (12 options, 100 characters). */
export const capabilities: Capabilities = { buttons: 12, buttonLength: 100, textLength: 4096, serviceWindowHours: null }
