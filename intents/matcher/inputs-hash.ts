import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Example } from './example.ts'
import type { TrainOptions } from './train-options.ts'

/** Data files that change what the model sees in a text. */
const LANGUAGE_DATA = ['../language/by-ear.tsv', '../language/aliases.tsv', './noise-rules.tsv']

/** SHA-256 of all that the model comes from: examples, options, language data. Different from the model's own: train again. */
export function inputsHash(examples: readonly Example[], options: TrainOptions): string {
  const hash = createHash('sha256')
  for (const file of LANGUAGE_DATA) hash.update(readFileSync(new URL(file, import.meta.url)))
  hash.update(JSON.stringify({ ...options, calibration: undefined, vectors: null }))
  if (options.vectors !== null) hash.update(options.vectors.bytes)
  for (const { text, topic, kind, hand } of examples)
    hash.update(JSON.stringify([text, topic, kind ?? null, hand ?? null]))
  return hash.digest('hex')
}
