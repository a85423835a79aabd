import type { SecretSpan } from './secret.ts'

const start = /(?<![\p{L}\p{N}])([A-Za-z]{2})([ .-]?)([0-9OoIl]{2})/gu
const chunk = /^([\s.\-_/]{0,2})([0-9A-Za-z]+)/u
const rib = /(?<![\p{L}\d])\d{5}[\s.-]?\d{5}[\s.-]?[0-9A-Za-z]{11}[\s.-]?\d{2}(?![\p{L}\d])/gu
// Two-letter words of French that are also countries: they open an IBAN only in capitals and glued to their key.
const words = new Set(['DE', 'ES', 'SE', 'SI', 'MA', 'ME', 'LE', 'LA', 'DU', 'EN', 'ET', 'AU', 'ON', 'UN', 'NO', 'SA'])

/** IBAN by shape (country, key, groups), whatever the checksum says; and the French RIB without its country. */
export function findIbans(text: string): SecretSpan[] {
  const spans: SecretSpan[] = []
  for (const match of text.matchAll(start)) {
    const country = match[1] ?? ''
    const isGlued = match[2] === ''
    if (words.has(country.toUpperCase()) && !(isGlued && country === country.toUpperCase())) continue
    const isFrench = country.toUpperCase() === 'FR'
    const most = isFrench ? 27 : 34
    let end = match.index + match[0].length
    let length = 4
    let digits = 2
    while (length < most) {
      const next = chunk.exec(text.slice(end))
      const piece = next?.[2] ?? ''
      if (next === null || piece === '') break
      const count = piece.replace(/\D/g, '').length
      const isBankName = /^[A-Z]{1,4}$/.test(piece) && /^[\s.-]?\d/.test(text.slice(end + next[0].length))
      if (count === 0 && !isBankName) break
      if (length + piece.length > most + 3) break
      end += next[0].length
      length += piece.length
      digits += count
    }
    if (length >= 14 && digits >= 10 && (isFrench || length >= 15 || isGlued))
      spans.push({ start: match.index, end, kind: 'iban' })
  }
  for (const match of text.matchAll(rib))
    if (match[0].replace(/\D/g, '').length >= 16)
      spans.push({ start: match.index, end: match.index + match[0].length, kind: 'iban' })
  return spans
}
