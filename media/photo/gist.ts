import { foldLine } from './fold-line.ts'
import words from './words.json' with { type: 'json' }

const subject = new RegExp(words.letter.subject)
const leftOut = words.letter.leaveOut.map((pattern) => new RegExp(pattern))
/** a topic is known from less; more would only be more of somebody's letter */
const LONGEST = 700

/**
 * What a letter is about, without whom it was sent to: no name, address, date of birth or file number is needed for that. Its subject
 * first, when it has one.
 */
export function gistOf(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => /\p{L}{2}/u.test(line))
  const kept = lines.filter((line) => !leftOut.some((pattern) => pattern.test(foldLine(line))))
  const from = kept.findIndex((line) => subject.test(foldLine(line)))
  const ordered = from < 0 ? kept : [...kept.slice(from), ...kept.slice(0, from)]
  const joined = ordered.join('\n')
  return joined.length <= LONGEST ? joined : joined.slice(0, LONGEST).replace(/\s+\S*$/, '')
}
