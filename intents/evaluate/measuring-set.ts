import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Matcher } from '../matcher/match.ts'
import type { Judged } from './judge.ts'

const FOLDER = fileURLToPath(new URL('../../test/measuring-set/', import.meta.url))

interface Line {
  readonly text: string
  readonly id?: string
  readonly also?: readonly string[]
  readonly style?: string
  readonly kind?: string
}

/** The lines of one file of the measuring set, matched. `id` is right, `also` equally so; lines outside have neither. */
export function judgeMeasuringSet(
  name: 'topics-elderly' | 'topics-low-literacy' | 'out-of-scope',
  matcher: Matcher,
): Judged[] {
  const lines = readFileSync(`${FOLDER}${name}.jsonl`, 'utf8').trimEnd().split('\n')
  return lines.map((line) => {
    const { text, id, also = [], style, kind } = JSON.parse(line) as Line
    return {
      text,
      right: id === undefined ? [] : [id, ...also],
      voice: style ?? kind ?? '',
      match: matcher.match(text),
    }
  })
}
