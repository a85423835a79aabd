import type { Vocabulary } from '../language/correct-words.ts'
import { extractFeatures, type FeatureCounts, type FeatureRecipe } from './extract-features.ts'
import { createMeaning, type WordVectors } from './word-vectors.ts'

/** The features a model knows: their hashes in column order, how telling each is, and to which family it belongs. */
export interface FeatureSpace {
  readonly recipe: FeatureRecipe
  readonly hashes: Uint32Array
  readonly idf: Float32Array
  /** Adds the text's mean direction as further columns after the hashed ones; null: words and letters only. */
  readonly vectors: WordVectors | null
  /** The words that slips are corrected toward. */
  readonly vocabulary: Vocabulary
}

/** Columns in all. */
export function columnCount({ hashes, vectors }: FeatureSpace): number {
  return hashes.length + (vectors?.size ?? 0)
}

/** One text as the model sees it. */
export interface SparseVector {
  readonly columns: Int32Array
  readonly values: Float32Array
  /** Share of the distinct words that the model knows: low for gibberish and foreign subjects. */
  readonly known: number
}

/** From the words of a text; its features may be handed in when they are already known. */
export type Vectorise = (words: readonly string[], counts?: FeatureCounts) => SparseVector

/** Chooses the features seen in at least `minTexts` texts. Weights are smoothed inverse document frequencies. */
export function chooseFeatures(
  texts: readonly FeatureCounts[],
  recipe: FeatureRecipe,
  minTexts: readonly number[],
  vectors: WordVectors | null,
  vocabulary: Vocabulary,
): FeatureSpace {
  const hashes: number[] = []
  const idf: number[] = []
  for (const family of recipe.families.keys()) {
    const frequency = new Map<number, number>()
    for (const counts of texts)
      for (const hash of counts[family]?.keys() ?? []) frequency.set(hash, (frequency.get(hash) ?? 0) + 1)
    for (const [hash, count] of frequency) {
      if (count < (minTexts[family] ?? 2)) continue
      hashes.push(hash)
      idf.push(Math.log((1 + texts.length) / (1 + count)) + 1)
    }
  }
  return { recipe, hashes: Uint32Array.from(hashes), idf: Float32Array.from(idf), vectors, vocabulary }
}

/** Open addressing over the hashes: a lookup is one or two reads, and building it takes milliseconds. */
function indexHashes(hashes: Uint32Array): (hash: number) => number {
  const size = 2 ** Math.ceil(Math.log2(Math.max(16, hashes.length * 2)))
  const slots = new Int32Array(size).fill(-1)
  const mask = size - 1
  for (let column = 0; column < hashes.length; column++) {
    let slot = (hashes[column] ?? 0) & mask
    while (slots[slot] !== -1) slot = (slot + 1) & mask
    slots[slot] = column
  }
  return (hash) => {
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const column = slots[slot] ?? -1
      if (column === -1 || hashes[column] === hash) return column
    }
  }
}

/** How much the direction counts beside each family of features, whose length is one. */
const MEANING_LENGTH = 3

/** Turns feature counts into a vector where each family has the same length, whatever the length of the text. */
export function createVectoriser(space: FeatureSpace): Vectorise {
  const columnOf = indexHashes(space.hashes)
  const meaning = space.vectors === null ? null : createMeaning(space.vectors)
  return (words, counts = extractFeatures(words, space.recipe)) => {
    const columns: number[] = []
    const values: number[] = []
    let known = 0
    for (const [family, features] of counts.entries()) {
      const start = columns.length
      let squares = 0
      for (const [hash, count] of features) {
        const column = columnOf(hash)
        if (column < 0) continue
        const value = (1 + Math.log(count)) * (space.idf[column] ?? 0)
        columns.push(column)
        values.push(value)
        squares += value * value
      }
      if (family === 0) known = features.size === 0 ? 0 : (columns.length - start) / features.size
      const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0
      for (let i = start; i < values.length; i++) values[i] = (values[i] ?? 0) * scale
    }
    for (const [d, part] of meaning?.(words).entries() ?? []) {
      columns.push(space.hashes.length + d)
      values.push(part * MEANING_LENGTH)
    }
    return { columns: Int32Array.from(columns), values: Float32Array.from(values), known }
  }
}
