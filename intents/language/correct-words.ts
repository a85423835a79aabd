import { phoneticKey } from './phonetic-key.ts'

/** Words the domain uses, with how often; nothing is ever corrected toward another word. */
export interface Vocabulary {
  readonly words: readonly string[]
  readonly counts: readonly number[]
}

export type CorrectWords = (words: readonly string[]) => string[]

/** Shorter words are left as they are: one letter changed makes another word of most of them. */
const SHORTEST = 5
/** How often a word must be used to be what was meant, and to be one half of a glued word. */
const COMMON = 3
const VERY_COMMON = 8
/** Letters that are a word alone before another: « lécole », « jarive ». */
const ELIDED = /^[ldjmtsnc]$/

/** Words used at least twice: a slip is rarely made twice the same way. */
export function collectVocabulary(texts: Iterable<readonly string[]>): Vocabulary {
  const counts = new Map<string, number>()
  for (const words of texts) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const kept = [...counts].filter(([, count]) => count >= 2).sort(([a], [b]) => (a < b ? -1 : 1))
  return { words: kept.map(([word]) => word), counts: kept.map(([, count]) => count) }
}

/**
 * Corrects unknown words toward the domain's: first one that sounds the same, then one a single slip away, then two words
 * glued together. A word in none of these cases stays. Corrections are remembered for the life of the function, up to a limit.
 */
export function createCorrector({ words, counts }: Vocabulary): CorrectWords {
  const countOf = new Map(words.map((word, i) => [word, counts[i] ?? 0]))
  const bySound = indexSounds(countOf)
  const bySlip = indexSlips(countOf)
  const remembered = new Map<string, string[]>()
  const correct = (word: string): string[] => {
    const sound = phoneticKey(word)
    const same = bySound.get(sound) ?? nearest(word, bySlip, countOf)
    return same === undefined ? splitGlued(word, countOf) : [same]
  }
  return (text) =>
    text.flatMap((word) => {
      if (word.length < SHORTEST || countOf.has(word) || /\d/.test(word)) return word
      const known = remembered.get(word)
      if (known !== undefined) return known
      const corrected = correct(word)
      if (remembered.size < 20_000) remembered.set(word, corrected)
      return corrected
    })
}

/** For each sound of at least three signs, the commonest word that has it. */
function indexSounds(countOf: ReadonlyMap<string, number>): Map<string, string> {
  const index = new Map<string, string>()
  for (const [word, count] of countOf) {
    const sound = phoneticKey(word)
    if (count < COMMON || word.length < 3 || sound.length < 3) continue
    const other = index.get(sound)
    if (other === undefined || (countOf.get(other) ?? 0) < count) index.set(sound, word)
  }
  return index
}

/** A word and all it becomes with one letter less: two words one slip apart always share one of these. */
function shortened(word: string): string[] {
  return [word, ...Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1))]
}

function indexSlips(countOf: ReadonlyMap<string, number>): Map<string, string[]> {
  const index = new Map<string, string[]>()
  for (const [word, count] of countOf) {
    if (count < COMMON || word.length < SHORTEST - 1) continue
    for (const form of shortened(word)) index.set(form, [...(index.get(form) ?? []), word])
  }
  return index
}

/** The commonest word one slip away: a letter more, less or other, or two neighbours swapped. */
function nearest(
  word: string,
  bySlip: ReadonlyMap<string, string[]>,
  countOf: ReadonlyMap<string, number>,
): string | undefined {
  let best: string | undefined
  let most = 0
  for (const form of shortened(word)) {
    for (const candidate of bySlip.get(form) ?? []) {
      const count = countOf.get(candidate) ?? 0
      if (count <= most || !isOneSlip(word, candidate)) continue
      best = candidate
      most = count
    }
  }
  return best
}

function isOneSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  let i = 0
  while (i < short.length && short[i] === long[i]) i++
  if (short.length < long.length) return short.slice(i) === long.slice(i + 1)
  if (short.slice(i + 1) === long.slice(i + 1)) return true
  return short[i] === long[i + 1] && short[i + 1] === long[i] && short.slice(i + 2) === long.slice(i + 2)
}

/** The two very common words it is made of (the longer the second, the better), or the word itself. */
function splitGlued(word: string, countOf: ReadonlyMap<string, number>): string[] {
  let best = [word]
  let most = 0
  for (let at = 1; at < word.length - 2; at++) {
    const [first, second] = [word.slice(0, at), word.slice(at)]
    if (at === 1 && !ELIDED.test(first)) continue
    const [a, b] = [countOf.get(first) ?? 0, countOf.get(second) ?? 0]
    if (a < VERY_COMMON || b < VERY_COMMON || Math.min(a, b) * second.length <= most) continue
    most = Math.min(a, b) * second.length
    best = [first, second]
  }
  return best
}
