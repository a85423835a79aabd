import type { CommuneIndex } from './communes.ts'
import { foldLetters, foldName } from './fold-name.ts'
import { AMOUNTS, CUES, NUMBER_LABELS, SHORT_NUMBERS } from './words.ts'

export interface FoundPostcode {
  postcode: string
  known: boolean
  /** the message without it */
  rest: string
}

/** Five digits, or two and three: « 87400 », « 87 400 », « 87.400 »; never part of a longer number such as a phone's. */
const SHAPE = /(?<![\p{L}\d]|\d[ .,-]{1,2})(\d{2})([ .]?)(\d{3})(?![\p{L}\d]|[ .,-]{1,2}\d)/gu

/**
 * The postcode a message holds, a known one first. Outside an answer (`strict`) a bare number may be an amount or a
 * file's number: an unknown one is then no postcode, and « 15 000 » must stand alone or after « à ».
 */
export function findPostcode(index: CommuneIndex, text: string, strict: boolean): FoundPostcode | null {
  const plain = text.replace(/[\u00a0\u202f]/g, ' ')
  let unknown: FoundPostcode | null = null
  for (const match of plain.matchAll(SHAPE)) {
    const before = plain.slice(0, match.index)
    const after = plain.slice(match.index + match[0].length)
    const wordBefore = lastWord(before)
    const alone = `${before}${after}`.trim() === ''
    if (isAmount(after) || isLabelled(before, wordBefore)) continue
    const postcode = `${match[1]}${match[3]}`
    const cued = wordBefore === 'postal' || (CUES.has(wordBefore) && wordBefore !== 'de')
    if (strict && SHORT_NUMBERS.has(postcode)) continue
    if (strict && match[2] !== '' && !alone && !cued) continue
    if (strict && isRound(postcode) && before.trim() !== '' && !cued && !isNamed(index, postcode, after)) continue
    const found = { postcode, known: index.byPostcode.has(postcode), rest: `${before} ${after}` }
    if (found.known) return found
    if (!strict || alone) unknown ??= found
  }
  return unknown
}

/** « 45000 » in the middle of a sentence is money more often than Orléans. */
const isRound = (postcode: string): boolean => postcode.endsWith('000')

function isNamed(index: CommuneIndex, postcode: string, after: string): boolean {
  const next = `${foldName(after)} `
  return (index.byPostcode.get(postcode) ?? []).some(({ name }) => next.startsWith(`${foldName(name)} `))
}

function isAmount(after: string): boolean {
  if (/^\s*[€%$£]/.test(after)) return true
  const next = /^\s*([a-z0-9]+)/.exec(foldLetters(after))?.[1]
  return next !== undefined && AMOUNTS.has(next)
}

/** « numéro 75012 » is not a place, « code postal 75012 » is. */
function isLabelled(before: string, wordBefore: string): boolean {
  return NUMBER_LABELS.has(wordBefore) || /(?:n°|#)\s*$/.test(before)
}

function lastWord(before: string): string {
  return /([a-z0-9]+)[^a-z0-9]*$/.exec(foldLetters(before))?.[1] ?? ''
}
