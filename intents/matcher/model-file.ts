import { readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import type { Model } from './model.ts'

const MAGIC = 'passerelle-model-1\n'

/**
 * The file: a line saying what it is, then, compressed, the length of a JSON header (recipe, inputs, classes, calibration)
 * and the arrays one after the other, little-endian, each starting at a multiple of four bytes.
 */
export function writeModel(path: string, model: Model): void {
  const { space, weights, scales, bias, ...rest } = model
  const header = Buffer.from(JSON.stringify({ ...rest, features: space.recipe, columns: space.hashes.length }))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(header.length)
  const start = Buffer.concat([length, header])
  const arrays = [space.hashes, space.idf, scales, bias].map((array) =>
    Buffer.from(array.buffer, array.byteOffset, array.byteLength),
  )
  const body = Buffer.concat([
    start,
    Buffer.alloc(padding(start.length)),
    ...arrays,
    Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength),
  ])
  const packed = brotliCompressSync(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 9,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  })
  writeFileSync(path, Buffer.concat([Buffer.from(MAGIC), packed]))
}

/** Throws when the file is not a model of this version: train again. */
export function readModel(path: string): Model {
  const file = readFileSync(path)
  if (file.subarray(0, MAGIC.length).toString('latin1') !== MAGIC) {
    throw new Error(
      `${path} is not a model this version can read; make it again with « node intents/matcher/train-cli.ts ».`,
    )
  }
  const body = brotliDecompressSync(file.subarray(MAGIC.length))
  const headerEnd = 4 + body.readUInt32LE(0)
  const { features, columns, ...rest } = JSON.parse(body.subarray(4, headerEnd).toString())
  // A copy of its own, so that every array starts at an aligned address.
  const bytes = new Uint8Array(body.subarray(headerEnd + padding(headerEnd))).buffer
  const classes: number = rest.classes.length
  let at = 0
  const take = (count: number): [ArrayBuffer, number, number] => {
    const place: [ArrayBuffer, number, number] = [bytes, at, count]
    at += count * 4
    return place
  }
  return {
    ...rest,
    space: { recipe: features, hashes: new Uint32Array(...take(columns)), idf: new Float32Array(...take(columns)) },
    scales: new Float32Array(...take(columns)),
    bias: new Float32Array(...take(classes)),
    weights: new Int8Array(bytes, at, columns * classes),
  }
}

function padding(length: number): number {
  return (4 - (length % 4)) % 4
}
