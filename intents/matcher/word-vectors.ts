import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { phoneticKey } from '../language/phonetic-key.ts'

/** Where the committed vectors live. */
export const WORD_VECTORS_PATH = new URL('../model/word-vectors.bin', import.meta.url)

/** Where each word stands among the others, learnt from the State's own pages: near words are used in the same places. */
export interface WordVectors {
  /** Most frequent first. */
  readonly words: readonly string[]
  readonly size: number
  /** One row a word, of unit length once divided by 127. */
  readonly bytes: Int8Array
  /** How telling a word is: rare ones more. */
  readonly weights: Float32Array
}

/** Reads the committed vectors (made by train-vectors.ts): a JSON line, then the rows, compressed. */
export function readWordVectors(path: string | URL): WordVectors {
  const body = brotliDecompressSync(readFileSync(path))
  const end = body.indexOf('\n')
  const { words, size, counts, total } = JSON.parse(body.subarray(0, end).toString()) as {
    words: string[]
    size: number
    counts: number[]
    total: number
  }
  const weights = Float32Array.from(counts, (count) => 1e-3 / (1e-3 + count / total))
  return { words, size, bytes: new Int8Array(body.subarray(end + 1)), weights }
}

/** The weighted mean direction of the words of a text; words the vectors lack are looked up by their sound. Zeros when none is known. */
export function createMeaning({ words, size, bytes, weights }: WordVectors): (text: readonly string[]) => Float32Array {
  const rowOf = new Map(words.map((word, row) => [word, row]))
  const rowOfSound = new Map<string, number>()
  for (const [row, word] of words.entries()) {
    const key = phoneticKey(word)
    if (key.length > 2 && !rowOfSound.has(key)) rowOfSound.set(key, row)
  }
  return (text) => {
    const sum = new Float32Array(size)
    for (const word of new Set(text)) {
      const row = rowOf.get(word) ?? (word.length > 3 ? rowOfSound.get(phoneticKey(word)) : undefined)
      if (row === undefined) continue
      const weight = weights[row] as number
      for (let d = 0; d < size; d++) sum[d] = (sum[d] as number) + weight * (bytes[row * size + d] as number)
    }
    const length = Math.sqrt(sum.reduce((total, part) => total + part * part, 0))
    return length > 0 ? sum.map((part) => part / length) : sum
  }
}
