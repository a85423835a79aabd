import { isOfficialHost } from '../links/official-domains.ts'
import type { SecretSpan } from './secret.ts'

// The name before the @ has 64 letters at most (RFC 5321): without a bound, a long word costs the square of its length.
const email =
  /[\p{L}\p{N}][\p{L}\p{N}._%+'-]{0,63}\s?(?:@|\(at\)|\[at\])\s?[\p{L}\p{N}-]+(?:\s?\.\s?[\p{L}\p{N}-]+)*\.\s?\p{L}{2,}/gu
const bareAt = /[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}@[\p{L}\p{N}-]{2,}(?![\p{L}\p{N}.-])/gu
const spoken =
  /[\p{L}\p{N}]{1,64}(?:(?:\s+(?:point|tiret|dot|underscore|tiret du (?:bas|8))\s+|[._-])[\p{L}\p{N}]{1,64}){0,8}\s+(?:arobase?|aroba[sz]e?|arrobas?e?|at sign)\s+(?:[\p{L}\p{N}-]+\s*(?:point|poin|dot|\.)\s*(?:com|fr|net|org)|(?:gmail|hotmail|outlook|yahoo|orange|wanadoo|laposte|free|sfr|icloud|live)(?:\s*(?:point|\.)\s*\p{L}{2,3})?)(?!\p{L})/giu
// Addresses nobody owns as a person: they are how a pasted message is checked, so they stay readable.
const service =
  /^(?:ne-?pas-?repondre|nepasrepondre|no-?_?reply|noreply|contact|info|infos|service|support|notification|convocation|securite|ne_pas_repondre)/i
const header = /(?:^|\n)\s*(?:de|from|exp[eé]diteur|exp)\s*:\s[^\n]*$/i

/** E-mail addresses of people; the sender of a pasted message and addresses of official bodies are left. */
export function findAddresses(text: string): SecretSpan[] {
  const spans: SecretSpan[] = []
  for (const pattern of [email, bareAt, spoken])
    for (const match of text.matchAll(pattern)) {
      const piece = match[0].replace(/\s/g, '')
      const at = piece.indexOf('@')
      const local = piece.slice(0, at)
      const host = piece.slice(at + 1).toLowerCase()
      const before = text.slice(0, match.index)
      const isOfficial = at > 0 && (isOfficialHost(host) || isOfficialHost(local.toLowerCase()))
      const isSender = at > 0 && service.test(local) && (header.test(before) || before.endsWith('<'))
      const isQuotedSender = header.test(before) && before.endsWith('<')
      if (!isOfficial && !isSender && !isQuotedSender)
        spans.push({ start: match.index, end: match.index + match[0].length, kind: 'email' })
    }
  return spans
}
