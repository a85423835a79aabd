import { existsSync, readFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type BenchSet, catalogueSet, labelledSet } from './bench-sets.ts'
import { measureColdStart } from './cold-start.ts'
import { measureSet, type SetReport } from './measure-set.ts'
import { writeBench } from './write-bench.ts'

const REPORTS = fileURLToPath(new URL('../docs/reports/', import.meta.url))
const SETS = fileURLToPath(new URL('../../shared/reference/labelled-sets/', import.meta.url))

const LABELLED = [
  { name: 'code-du-travail', language: 'fr' },
  { name: 'clinc150', language: 'en' },
] as const

const ORDER: readonly string[] = ['catalogue', ...LABELLED.map(({ name }) => name)]

function rankOf({ id }: SetReport): number {
  return ORDER.indexOf(id)
}

/** The sets of the last report: one set run again leaves the others as they were. */
function readLast(folder: string): readonly SetReport[] {
  const file = join(folder, 'bench.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { sets: SetReport[] }).sets : []
}

/** `npm run bench -- [--sets DIR] [--hand NAME] [--limit N] [--at-once N] [--minutes N] [--only SET] [--out DIR]`. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      sets: { type: 'string', default: SETS },
      hand: { type: 'string' },
      limit: { type: 'string', default: '600' },
      'at-once': { type: 'string', default: '2' },
      minutes: { type: 'string', default: '6' },
      only: { type: 'string' },
      out: { type: 'string', default: REPORTS },
    },
  })
  const limit = Number(values.limit)
  const atOnce = Number(values['at-once'])
  const minutes = Number(values.minutes)
  if (!(limit > 0 && atOnce > 0 && minutes > 0))
    throw new Error('--limit, --at-once and --minutes take a number above zero.')
  const started = performance.now()
  const skipped: string[] = []
  const sets: BenchSet[] = []
  const wanted = (name: string): boolean => values.only === undefined || values.only === name
  if (wanted('catalogue')) sets.push(catalogueSet(values.hand))
  for (const { name, language } of LABELLED) {
    if (!wanted(name)) continue
    const set = labelledSet(values.sets, name, language)
    if (set === null) skipped.push(`${name}: left out, not in ${values.sets}.`)
    else sets.push(set)
  }
  for (const line of skipped) console.log(line)
  const coldStart = measureColdStart()
  const reports: SetReport[] = []
  const kept = values.only === undefined ? [] : readLast(values.out).filter(({ id }) => id !== values.only)
  for (const set of sets) {
    reports.push(await measureSet(set, { limit, atOnce, minutes }, (line) => console.log(line)))
    // Written after each set, so that a run cut short still tells what it found.
    const report = {
      node: process.version,
      processors: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
      load: loadavg()[0] ?? 0,
      minutes: (performance.now() - started) / 60_000,
      coldStart,
      sets: [...kept, ...reports].toSorted((a, b) => rankOf(a) - rankOf(b)),
      skipped,
    }
    writeBench(report, values.out)
    console.log(`Written to ${join(values.out, 'bench.md')} after ${report.minutes.toFixed(1)} minutes.`)
  }
}

await main()
