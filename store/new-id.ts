import { randomBytes } from 'node:crypto'

let lastMs = 0
let count = 0

/**
 * An id that sorts in the order it was made: 9 base-36 digits of milliseconds, 4 of a counter within them (never
 * backwards in one process, even when the clock is), then 64 random bits.
 */
export function newId(now: number): string {
  count = now > lastMs ? 0 : count + 1
  lastMs = Math.max(lastMs, now)
  return lastMs.toString(36).padStart(9, '0') + count.toString(36).padStart(4, '0') + randomBytes(8).toString('hex')
}
