import type { Capabilities } from '../../messaging/channel.ts'

/** WhatsApp's own limits, as in its description v23.0: a list has ten rows of 24 characters, and anything may be said for 24 hours. */
export const capabilities: Capabilities = { buttons: 10, buttonLength: 24, textLength: 4096, serviceWindowHours: 24 }

/** Up to three choices are buttons, of 20 characters; a text beside choices is shorter than a text alone. */
export const limits = { replyButtons: 3, replyButtonLength: 20, rowDescription: 72, interactiveBody: 1024 }
