import type { Capabilities } from '../../messaging/channel.ts'

/** Telegram's own limits; buttons are kept few, for a small screen. */
export const capabilities: Capabilities = { buttons: 8, buttonLength: 40, textLength: 4096, serviceWindowHours: null }
