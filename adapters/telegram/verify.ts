import { createHash, timingSafeEqual } from 'node:crypto'

/** Is the secret Telegram sends in its header the one we gave it? Compared in constant time, whatever its length. */
export function secretMatches(expected: string, given: string | undefined): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return given !== undefined && timingSafeEqual(digest(expected), digest(given))
}
