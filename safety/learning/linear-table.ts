import { readFileSync } from 'node:fs'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import type { LinearWeights } from './fit-linear.ts'
import { COLUMNS, type MessageFeatures } from './message-features.ts'

/** A linear model in small whole numbers: for each row a bias, what one step of its weights is worth, and its weights. */
export interface LinearTable {
  bias: readonly number[]
  scales: readonly number[]
  /** As many weights for each column as there are rows. */
  weights: Int8Array
}

/** A row before it is rounded. */
export interface LinearRow {
  bias: number
  weightAt: (column: number) => number
}

/** The rows of a fit, one for each kind. */
export const rowsOf = ({ rows, weights, bias }: LinearWeights): LinearRow[] =>
  Array.from({ length: rows }, (_, row) => ({
    bias: bias[row] ?? 0,
    weightAt: (column) => weights[column * rows + row] ?? 0,
  }))

/** Of a fit of two kinds, how much likelier the second is. */
export const differenceOf = ({ weights, bias }: LinearWeights): LinearRow => ({
  bias: (bias[1] ?? 0) - (bias[0] ?? 0),
  weightAt: (column) => (weights[column * 2 + 1] ?? 0) - (weights[column * 2] ?? 0),
})

/** Rounds rows, each by its own scale. */
export function roundRows(rows: readonly LinearRow[]): LinearTable {
  const scales = rows.map(({ weightAt }) => {
    let highest = 0
    for (let column = 0; column < COLUMNS; column += 1) highest = Math.max(highest, Math.abs(weightAt(column)))
    return highest / 127 || 1
  })
  const weights = new Int8Array(COLUMNS * rows.length)
  for (let column = 0; column < COLUMNS; column += 1)
    for (const [row, { weightAt }] of rows.entries())
      weights[column * rows.length + row] = Math.round(weightAt(column) / (scales[row] ?? 1))
  return { bias: rows.map(({ bias }) => bias), scales, weights }
}

/** What each row scores. */
export function scoreRows({ bias, scales, weights }: LinearTable, { columns, values }: MessageFeatures): Float64Array {
  const rows = bias.length
  const sums = new Float64Array(rows)
  for (let at = 0; at < columns.length; at += 1) {
    const start = (columns[at] ?? 0) * rows
    const value = values[at] ?? 0
    for (let row = 0; row < rows; row += 1) sums[row] = (sums[row] ?? 0) + value * (weights[start + row] ?? 0)
  }
  return sums.map((sum, row) => sum * (scales[row] ?? 0) + (bias[row] ?? 0))
}

/** One line saying what it is, one line of JSON, then the weights, compressed. */
export function tableBytes(what: string, { weights, ...header }: LinearTable): Buffer {
  const packed = brotliCompressSync(Buffer.from(weights.buffer, weights.byteOffset, weights.length))
  return Buffer.concat([Buffer.from(`${what}\n${JSON.stringify(header)}\n`), packed])
}

/** Reads what `tableBytes` made; throws when it is something else or cut short. `recipe`: the command that makes it anew. */
export function readTable<Table extends LinearTable>(path: URL, what: string, recipe: string): Table {
  const file = readFileSync(path)
  const start = what.length + 1
  if (file.subarray(0, start).toString('latin1') !== `${what}\n`)
    throw new Error(`${path.pathname} is not a « ${what} » file; make it with « ${recipe} ».`)
  const end = file.indexOf('\n', start)
  const header = JSON.parse(file.subarray(start, end).toString()) as Omit<Table, 'weights'>
  const body = brotliDecompressSync(file.subarray(end + 1))
  const weights = new Int8Array(body.buffer, body.byteOffset, body.length)
  if (weights.length !== COLUMNS * header.bias.length)
    throw new Error(`${path.pathname} is cut short; make it anew with « ${recipe} ».`)
  return { ...header, weights } as Table
}
