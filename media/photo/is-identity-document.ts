import { foldLine } from './fold-line.ts'
import words from './words.json' with { type: 'json' }

const { alone, together, least } = words.identity
/** the line begins with the name and is no sentence: « votre titre de séjour expire. » is one */
const wholeLine = alone.map(
  (word) => new RegExp(`^\\W{0,3}(?:republique francaise\\W+|fr?\\W+)?${word}(?:[ /]+[\\w'.-]*\\w){0,4}[^.\\w]*$`),
)
const bits = together.map((word) => new RegExp(`(?<!\\w)${word}(?!\\w)`))

/** The lines a machine reads at the foot of a card or a passport: long, without blanks, filled with « < » (read as « or K at times). */
const machineReadable = /[A-Z0-9<«‹(]{8,}[<«‹]{2,}[A-Z0-9<«‹(]*|[<«‹]{4,}/

/** a card holds no more words; a letter or a form does */
const CARD = 30
const wordsIn = (text: string) => text.match(/\p{L}{2,}/gu)?.length ?? 0

/**
 * Is this the photo of a card, a passport, a licence? A letter that speaks of one is not: there the name stands in a sentence, here it is
 * a line of its own, or several of the printed labels are there together.
 */
export function isIdentityDocument(text: string): boolean {
  const lines = text.split('\n').map((line) => line.trim())
  if (lines.some((line) => machineReadable.test(line.replace(/\s+/g, '')) && !/\s\w+\s\w+\s\w+\s/.test(line)))
    return true
  const folded = lines.map(foldLine)
  const labels = bits.filter((bit) => folded.some((line) => bit.test(line))).length
  const named = folded.some((line) => wholeLine.some((word) => word.test(line)))
  return labels >= least || (named && (labels >= least - 2 || wordsIn(text) <= CARD))
}
