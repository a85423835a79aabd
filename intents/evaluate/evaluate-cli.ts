import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { belowFloors, describeChange } from './compare-reports.ts'
import { evaluate } from './evaluate.ts'
import floors from './floors.json' with { type: 'json' }
import { evaluateLabelledSet } from './labelled-set.ts'
import { writeReport } from './write-report.ts'

const REPORTS = fileURLToPath(new URL('../../docs/reports/', import.meta.url))

/** `evaluate-cli.ts` measures the product; `evaluate-cli.ts --catalogue SET.train.jsonl` any labelled set named like it. */
function main(): void {
  const [option, file] = process.argv.slice(2)
  if (option === '--catalogue' && file !== undefined) {
    console.log(JSON.stringify(evaluateLabelledSet(file), null, 1))
    return
  }
  if (option !== undefined)
    throw new Error('usage: node intents/evaluate/evaluate-cli.ts [--catalogue SET.train.jsonl]')
  const last = `${REPORTS}understanding.json`
  const before: unknown = existsSync(last) ? JSON.parse(readFileSync(last, 'utf8')) : null
  const report = evaluate()
  writeReport(report, REPORTS)
  for (const line of describeChange(before, report, Object.keys(floors))) console.log(line)
  const failures = belowFloors(report, floors)
  if (!report.modelUpToDate)
    failures.push('The committed model is not what the catalogue gives: run « node intents/matcher/train-cli.ts ».')
  for (const failure of failures) console.error(failure)
  console.log(`Written to ${REPORTS}understanding.md`)
  if (failures.length > 0) process.exitCode = 1
}

main()
