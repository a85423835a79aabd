import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** All that changes the weights of any model of this room, seen from a neighbour folder. */
export const LEARNING_FILES = [
  '../data/by-ear-copies.json',
  '../data/spellings.json',
  '../fold.ts',
  '../patterns/hear.ts',
  '../patterns/sound-key.ts',
  '../learning/copy-by-ear.ts',
  '../learning/create-random.ts',
  '../learning/fit-linear.ts',
  '../learning/linear-table.ts',
  '../learning/message-features.ts',
] as const

/** SHA-256 of what these files hold, one after the other. */
export function hashOfFiles(files: readonly URL[]): string {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(file))
  return hash.digest('hex')
}
