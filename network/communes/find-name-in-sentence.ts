import type { Commune, CommuneIndex } from './communes.ts'
import { exactly, mostLikely, named } from './look-up-name.ts'
import { CONTRACTED, CUES, FIRST_NAMES, NEVER_ANSWERS, ORDINARY } from './words.ts'
import { joined, type Word } from './words-of.ts'

const LONGEST_NAME = 8

/**
 * The commune an ordinary message names beyond doubt: the whole message, or a word with its capital after « à », « de »,
 * « sur »… « job », « Orange » or « Nicole » are communes too: everyday words and first names do not count here.
 */
export function findNameInSentence(index: CommuneIndex, words: readonly Word[], shouted: boolean): Commune[] {
  const whole = joined(words)
  if (isName(whole)) {
    const exact = exactly(index, whole)
    if (exact.length > 0) return mostLikely(named(index, whole), exact)
  }
  if (shouted) return []
  for (const [at, word] of words.entries()) {
    const cue = words[at - 1]
    if (!word.capital || cue === undefined || !CUES.has(cue.folded) || !isApart(word, cue)) continue
    const communes = nameFrom(index, words, at, CONTRACTED.has(cue.folded))
    if (communes.length > 0) return mostLikely(communes, communes)
  }
  return []
}

/** The longest name that begins here; it may not stop in the middle of hyphenated words. */
function nameFrom(index: CommuneIndex, words: readonly Word[], start: number, contracted: boolean): readonly Commune[] {
  for (let length = Math.min(LONGEST_NAME, words.length - start); length >= 1; length--) {
    const next = words[start + length]
    if (next?.before === '-') continue
    const name = joined(words.slice(start, start + length))
    if (!isName(name)) continue
    const communes = contracted ? (index.byBareName.get(name) ?? []) : (index.byName.get(name) ?? [])
    if (communes.length > 0) return communes
  }
  return []
}

/** « d’Aix », « à Bellac »; not « Bourg-de-Péage », nor over the end of a sentence. */
function isApart(word: Word, cue: Word): boolean {
  return /^(?:\s+|\s*['’]\s*|\s*:\s*)$/.test(word.before) && !cue.before.includes('-')
}

const isName = (name: string): boolean =>
  name.length > 1 &&
  !ORDINARY.has(name) &&
  !FIRST_NAMES.has(name) &&
  !name.split(' ').every((word) => NEVER_ANSWERS.has(word))
