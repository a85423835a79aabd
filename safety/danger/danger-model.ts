import { readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { COLUMNS, type DangerFeatures } from './danger-features.ts'

const MAGIC = 'passerelle-danger-2\n'

/** From which probability the alarm is given, the question asked, and asked unless the message has an ordinary topic. */
export interface DangerThresholds {
  clear: number
  ask: number
  faint: number
}

/** How much the model's score and the rules prove together: learnt on hands neither had seen. */
export interface DangerStack {
  bias: number
  score: number
  clearRule: number
  weakRule: number
  setAside: number
}

/** A rounded linear model: row 0 says whether there is danger, the others which. */
export interface DangerModel {
  /** SHA-256 of all it was made from. */
  inputs: string
  /** Danger types, in the order of rows 1, 2… */
  types: readonly string[]
  thresholds: DangerThresholds
  stack: DangerStack
  bias: readonly number[]
  /** What one step of a weight is worth, by row. */
  scales: readonly number[]
  /** `types.length + 1` weights for each column. */
  weights: Int8Array
}

/** What the model thinks of a message. */
export interface DangerOpinion {
  /** Above nothing: danger is likelier than not, before the rules are heard. */
  score: number
  /** What each type scores, were it a danger. */
  types: ReadonlyMap<string, number>
}

/** Reads a danger model; throws when it is something else. */
export function readDangerModel(path: URL): DangerModel {
  const file = readFileSync(path)
  if (file.subarray(0, MAGIC.length).toString('latin1') !== MAGIC)
    throw new Error(`${path.pathname} is not a danger model; make it with « node safety/danger/train-danger.ts ».`)
  const end = file.indexOf('\n', MAGIC.length)
  const header = JSON.parse(file.subarray(MAGIC.length, end).toString()) as Omit<DangerModel, 'weights'>
  const body = brotliDecompressSync(file.subarray(end + 1))
  const weights = new Int8Array(body.buffer, body.byteOffset, body.length)
  if (weights.length !== COLUMNS * (header.types.length + 1)) throw new Error(`${path.pathname} is cut short.`)
  return { ...header, weights }
}

/** One line saying what it is, one line of JSON, then the weights, compressed. */
export function dangerModelBytes({ weights, ...header }: DangerModel): Buffer {
  const head = Buffer.from(`${MAGIC}${JSON.stringify(header)}\n`)
  return Buffer.concat([head, brotliCompressSync(Buffer.from(weights.buffer, weights.byteOffset, weights.length))])
}

/** Writes a danger model, see `dangerModelBytes`. */
export function writeDangerModel(path: URL, model: DangerModel): void {
  writeFileSync(path, dangerModelBytes(model))
}

/** How likely a danger is, and which. */
export function weighDanger(model: DangerModel, { columns, values }: DangerFeatures): DangerOpinion {
  const rows = model.types.length + 1
  const sums = new Float64Array(rows)
  for (let at = 0; at < columns.length; at += 1) {
    const start = (columns[at] ?? 0) * rows
    const value = values[at] ?? 0
    for (let row = 0; row < rows; row += 1) sums[row] = (sums[row] ?? 0) + value * (model.weights[start + row] ?? 0)
  }
  const scores = sums.map((sum, row) => sum * (model.scales[row] ?? 0) + (model.bias[row] ?? 0))
  return { score: scores[0] ?? 0, types: new Map(model.types.map((type, at) => [type, scores[at + 1] ?? 0])) }
}
