import { readFileSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompressSync, brotliDecompress, brotliDecompressSync, constants } from 'node:zlib'
import type { Vocabulary } from '../language/correct-words.ts'
import type { FeatureRecipe } from './extract-features.ts'
import type { Model } from './model.ts'

const MAGIC = 'passerelle-model-1\n'

/** What is said in JSON at the head of the file; the arrays follow in the order of `writeModel`. */
interface Header extends Pick<Model, 'recipe' | 'inputs' | 'classes' | 'calibration'> {
  readonly features: FeatureRecipe
  readonly hashed: number
  readonly vocabulary: Vocabulary
  readonly vectors: { readonly words: readonly string[]; readonly size: number } | null
}

/**
 * The file: a line saying what it is, then, compressed, the length of the JSON header, the header, and the arrays one after
 * the other, little-endian, four-byte numbers before bytes so that each starts at an aligned address.
 */
export function writeModel(path: string, model: Model): void {
  const { recipe, inputs, classes, calibration, space } = model
  const vectors = space.vectors && { words: space.vectors.words, size: space.vectors.size }
  const header: Header = {
    recipe,
    inputs,
    classes,
    calibration,
    features: space.recipe,
    hashed: space.hashes.length,
    vocabulary: space.vocabulary,
    vectors,
  }
  const text = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(text.length)
  const numbers = [space.hashes, space.idf, model.scales, model.bias, space.vectors?.weights ?? new Float32Array()]
  const bytes = [model.weights, space.vectors?.bytes ?? new Int8Array()]
  const arrays = [...numbers, ...bytes].map((array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength))
  const body = Buffer.concat([length, text, Buffer.alloc(padding(text.length)), ...arrays])
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: body.length }
  writeFileSync(path, Buffer.concat([Buffer.from(MAGIC), brotliCompressSync(body, { params })]))
}

/** Throws when the file is not a model of this version: train again. */
export function readModel(path: string): Model {
  return parseModel(brotliDecompressSync(packed(readFileSync(path), path)))
}

/** The same beside other work: reading and unpacking, most of the time it takes, hold nothing up. */
export async function readModelInBackground(path: string): Promise<Model> {
  return parseModel(await promisify(brotliDecompress)(packed(await readFile(path), path)))
}

function packed(file: Buffer, path: string): Buffer {
  if (file.subarray(0, MAGIC.length).toString('latin1') === MAGIC) return file.subarray(MAGIC.length)
  throw new Error(`${path} is not a model this version reads; make it with « node intents/matcher/train-cli.ts ».`)
}

function parseModel(body: Buffer): Model {
  const length = body.readUInt32LE(0)
  const header: Header = JSON.parse(body.subarray(4, 4 + length).toString())
  const { recipe, inputs, classes, calibration, features, hashed, vocabulary, vectors } = header
  // A copy of its own, so that it starts at an aligned address.
  const arrays = new Uint8Array(body.subarray(4 + length + padding(length))).buffer
  let at = 0
  const next = (bytes: number): number => {
    at += bytes
    return at - bytes
  }
  const columns = hashed + (vectors?.size ?? 0)
  const words = vectors?.words.length ?? 0
  const hashes = new Uint32Array(arrays, next(hashed * 4), hashed)
  const idf = new Float32Array(arrays, next(hashed * 4), hashed)
  const scales = new Float32Array(arrays, next(columns * 4), columns)
  const bias = new Float32Array(arrays, next(classes.length * 4), classes.length)
  const wordWeights = new Float32Array(arrays, next(words * 4), words)
  const weights = new Int8Array(arrays, next(columns * classes.length), columns * classes.length)
  const rows = new Int8Array(arrays, next(words * (vectors?.size ?? 0)))
  const space = {
    recipe: features,
    hashes,
    idf,
    vocabulary,
    vectors: vectors && { ...vectors, weights: wordWeights, bytes: rows },
  }
  return { recipe, inputs, classes, calibration, space, weights, scales, bias }
}

function padding(length: number): number {
  return (4 - (length % 4)) % 4
}
