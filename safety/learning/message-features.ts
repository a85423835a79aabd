import { fold } from '../fold.ts'
import { hear } from '../patterns/hear.ts'

/** Columns of a model; a power of two, so that a hash is cut to a column by a mask. */
export const COLUMNS = 1 << 17

/** What a model sees of a message: columns, each once, and how much each counts. */
export interface MessageFeatures {
  columns: Uint32Array
  values: Float32Array
}

/** The three ways a message is looked at count alike, however many pieces each gives: a long word must not drown its sound. */
const WORDS = 1
const LETTERS = 1
const SOUNDS = 1

const LONGEST = 600

/** Words and pairs of words, 2 to 5 letters in a row, sound keys alone, in pairs, and in pairs with one between. */
export function messageFeatures(text: string): MessageFeatures {
  const words =
    fold(text)
      .slice(0, LONGEST)
      .match(/[\p{L}\p{N}]+|[?]/gu) ?? []
  const sounds = hear(text.slice(0, LONGEST), 'by-ear').trim().split(' ')
  const seen = new Map<number, number>()
  addGroup(seen, [...words.map((word) => `w${word}`), ...pairs(words, 1, 'W')], WORDS)
  addGroup(seen, lettersInARow(` ${words.join(' ')} `), LETTERS)
  addGroup(seen, [...sounds.map((key) => `s${key}`), ...pairs(sounds, 1, 'S'), ...pairs(sounds, 2, 'T')], SOUNDS)
  const columns = [...seen.keys()].sort((one, other) => one - other)
  return { columns: Uint32Array.from(columns), values: Float32Array.from(columns, (column) => seen.get(column) ?? 0) }
}

function addGroup(seen: Map<number, number>, pieces: readonly string[], weight: number): void {
  const columns = new Set(pieces.map(columnOf))
  const value = weight / Math.sqrt(Math.max(columns.size, SHORT))
  for (const column of columns) seen.set(column, (seen.get(column) ?? 0) + value)
}

/** Below this many pieces, a message is not made louder for being short: « mort » or « colis » alone proves little. */
const SHORT = 4

function pairs(words: readonly string[], apart: number, mark: string): string[] {
  return words.slice(apart).map((word, at) => `${mark}${words[at] ?? ''} ${word}`)
}

function lettersInARow(line: string): string[] {
  const pieces: string[] = []
  for (let size = 2; size <= 5; size += 1)
    for (let at = 0; at + size <= line.length; at += 1) pieces.push(`c${line.slice(at, at + size)}`)
  return pieces
}

/** FNV-1a, mixed once more because only the low bits are kept. */
function columnOf(piece: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < piece.length; at += 1) hash = Math.imul(hash ^ piece.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (hash ^ (hash >>> 13)) & (COLUMNS - 1)
}
