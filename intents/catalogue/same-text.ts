import { tokens } from '../language/tokens.ts'

/** Two texts with the same key are the same message: case, accents, punctuation and spacing apart. Emoji-only texts keep their signs. */
export function sameText(text: string): string {
  return tokens(text).join(' ') || text.trim()
}

export function normaliseSpaces(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
