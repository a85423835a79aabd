import { createHash } from 'node:crypto'

/**
 * WhatsApp's id of a message holds the number of whom it is from or to, in base64, and ids are kept longer than words: only this is written.
 * The rest of the id is drawn at random, so that no number is found by trying them all.
 */
export const hideId = (id: string): string => createHash('sha256').update(id).digest('base64url')
