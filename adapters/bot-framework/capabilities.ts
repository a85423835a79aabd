import type { Capabilities } from '../../messaging/channel.ts'

/** What Teams, the narrowest of the usual ones, shows: six suggested answers, and text far below its 28 kB. */
export const capabilities: Capabilities = { buttons: 6, buttonLength: 40, textLength: 4000, serviceWindowHours: null }
