import { plainText, type Reply } from '../../bot/reply.ts'
import { capabilities } from './capabilities.ts'
import { toGsm } from './to-gsm.ts'

/** Numbered text in the GSM alphabet: an old phone shows it, and it costs the least. */
export function encode(reply: Reply): string {
  return toGsm(plainText(reply)).slice(0, capabilities.textLength)
}
