import { phoneticKey } from '../language/phonetic-key.ts'

/** Groups of features weighed apart, so that the many letter pieces of a long word do not drown the word itself. */
export const FAMILIES = ['words', 'wordPairs', 'letters', 'sounds', 'company'] as const
export type Family = (typeof FAMILIES)[number]

/** How often each feature (a 32-bit hash) occurs in one text, family by family, in the order of FAMILIES. */
export type FeatureCounts = readonly Map<number, number>[]

/** What is read from the words of a message. */
export interface FeatureRecipe {
  readonly families: readonly Family[]
  /** Letter pieces within a word, its two borders counted as letters. */
  readonly letters: readonly [number, number]
  /** Pieces of the whole message as it sounds, without spaces: cut and glued words look alike there. */
  readonly sounds: readonly [number, number]
  /** The words as they stand: no French spelling undone, no old name replaced. */
  readonly plain?: boolean
}

const FNV_PRIME = 0x01000193

function hashOf(text: string, from: number, to: number, seed: number): number {
  let hash = seed
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME)
  hash ^= hash >>> 15
  return Math.imul(hash, 0x2c1b3c6d) >>> 0
}

function add(counts: Map<number, number>, hash: number): void {
  counts.set(hash, (counts.get(hash) ?? 0) + 1)
}

function addPieces(
  counts: Map<number, number>,
  text: string,
  [shortest, longest]: readonly [number, number],
  seed: number,
): void {
  for (let size = shortest; size <= longest; size++) {
    for (let at = 0; at + size <= text.length; at++) add(counts, hashOf(text, at, at + size, seed + size))
  }
}

/** All features of a text, given its words as normalised. */
export function extractFeatures(words: readonly string[], recipe: FeatureRecipe): FeatureCounts {
  return recipe.families.map((family) => {
    const counts = new Map<number, number>()
    if (family === 'words') for (const word of words) add(counts, hashOf(word, 0, word.length, 0x811c9dc5))
    if (family === 'wordPairs') addPairs(counts, words)
    if (family === 'letters') for (const word of words) addPieces(counts, ` ${word} `, recipe.letters, 0x31000000)
    if (family === 'sounds') addPieces(counts, words.map(phoneticKey).join(''), recipe.sounds, 0x52000000)
    if (family === 'company') addCompany(counts, words)
    return counts
  })
}

/** Two different words of one message, whatever their order and what stands between them. */
function addCompany(counts: Map<number, number>, words: readonly string[]): void {
  const distinct = [...new Set(words)].sort()
  for (const [at, first] of distinct.entries()) {
    for (const second of distinct.slice(at + 1)) {
      const pair = `${first} ${second}`
      add(counts, hashOf(pair, 0, pair.length, 0x19000001))
    }
  }
}

function addPairs(counts: Map<number, number>, words: readonly string[]): void {
  for (let at = 0; at + 1 < words.length; at++) {
    const pair = `${words[at]} ${words[at + 1]}`
    add(counts, hashOf(pair, 0, pair.length, 0x77000001))
  }
}
