import { readFileSync } from 'node:fs'

/**
 * Lines of a TSV data file beside the code: blank lines and « # » comments skipped, exactly `fields` non-empty fields a line when
 * a number is given. A broken line throws with its file and number: such a file is ours, so it is mended, not tolerated.
 */
export function dataLines(path: string | URL, fields?: number): string[][] {
  const name = path instanceof URL ? path.pathname : path
  const lines = readFileSync(path, 'utf8').split(/\r?\n/)
  const rows: string[][] = []
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const row = line.split('\t')
    if (fields !== undefined && (row.length !== fields || row.some((field) => field.trim() === ''))) {
      throw new Error(
        `${name}, line ${index + 1}: expected ${fields} non-empty fields separated by tabs, got « ${line} ».`,
      )
    }
    rows.push(row)
  }
  return rows
}
