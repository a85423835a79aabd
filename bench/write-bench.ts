import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ColdStart } from './cold-start.ts'
import type { Row, SetReport } from './measure-set.ts'

export interface BenchReport {
  readonly node: string
  readonly processors: string
  readonly load: number
  readonly minutes: number
  readonly coldStart: ColdStart
  readonly sets: readonly SetReport[]
  readonly skipped: readonly string[]
}

const HEAD = [
  'engine',
  'right first',
  'answered',
  'wrong answers given',
  'wrong when 60 % are answered',
  'outside, answered all the same',
  'in or out (AUC)',
  'lost to typing errors',
  'lost to SMS spelling',
  'measuring set, right first',
]

function table(head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  const line = (cells: readonly (string | number | null)[]): string =>
    `| ${cells.map((cell) => cell ?? '–').join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function understandingTable(rows: readonly Row[]): string {
  return table(
    HEAD,
    rows.flatMap(({ engine, understanding: one }) =>
      one === null
        ? []
        : [
            [
              `${engine} (${one.messages})`,
              one.right,
              one.stated,
              one.wrongStated,
              one.wrongAtSixty,
              one.outsideStated,
              one.areaUnderCurve,
              one.lostToTyping,
              one.lostToSpelling,
              one.measuringSet,
            ],
          ],
    ),
  )
}

function thresholdTable(rows: readonly Row[]): string {
  const found = rows.flatMap(({ engine, understanding: one }) =>
    one === null || one.inScope === null ? [] : [[engine, one.inScope, one.outOfScopeRecall]],
  )
  if (found.length === 0) return ''
  const intro = 'With the threshold for abstaining settled on the validation file (a refusal in scope counts as wrong):'
  return `${intro}\n\n${table(['engine', 'right in scope', 'refused outside'], found)}\n\n`
}

const round = (value: number | null, places: number): string | null => (value === null ? null : value.toFixed(places))

function speedTable(rows: readonly Row[]): string {
  return table(
    ['engine', 'training, s of processor', 's on the clock', 'median ms', 'p99 ms', 'peak MB'],
    rows.map((row) => [
      row.engine,
      row.trainProcessorSeconds === null ? 'not in time' : round(row.trainProcessorSeconds, 1),
      round(row.trainSeconds, 1),
      round(row.median, 2),
      round(row.p99, 2),
      row.peakMegabytes,
    ]),
  )
}

function section({ name, limit, minutes, trained, inside, outside, rows }: SetReport): string {
  return `## ${name}
${trained} examples trained on; ${inside} messages in scope, ${outside} out of scope; at most ${limit} of each asked; ${minutes} minutes to train, ${minutes} to answer.

${understandingTable(rows)}

${thresholdTable(rows)}${speedTable(rows)}
`
}

/** Writes bench.md and bench.json into the folder. */
export function writeBench(report: BenchReport, folder: string): void {
  const text = `# Side by side

Made by \`npm run bench\` on ${report.processors}, Node ${report.node}, load ${report.load.toFixed(1)} at the end, in ${report.minutes.toFixed(1)} minutes.
In percent, save the area; in brackets the messages each engine was asked: at most the number given with the set, of each kind, evenly
spaced, and for a slow engine as many as it answered in its time, drawn by lot (± 6 points at 300). « not in time »: it had not finished
training when its minutes were over, and was stopped.

- **right first**: the best topic is right, abstaining not allowed. **answered**, **wrong answers given**: by the engine's own rule
  (ours: the band « sure »; nlp.js: its threshold of 0.5; natural and MiniSearch: whenever « outside » does not come first), of all in scope.
- **wrong when 60 % are answered**: the same number of answers for each, its surest ones; of all in scope.
- **lost**: points of « right first » lost when typing errors or SMS spelling are added (\`intents/matcher/noise.ts\`, a seed of the bench's own).
- Other engines get examples out of scope as a class « None ». Each runs in a process of its own; peak memory covers training and answering,
  save « committed », which only reads the model. Times of a message: engines in turn, quickest of three rounds.
- « passerelle » on our catalogue keeps the committed weights of confidence, as live edits do; « ×10 » reads each phrase and nine noisy readings, and is
  trained one round and one loss instead of eight and two, so only its speed and memory are told.

Ready from a cold start (\`readModel\`, \`createMatcher\`, one answer): ${report.coldStart.ready} ms; ${report.coldStart.process} ms with the start
of Node, of which ${report.coldStart.processor} ms of processor (the rest is waiting for other work on the machine).

${[...report.sets.map(section), ...report.skipped.map((line) => `${line}\n`)].join('\n')}`
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'bench.md'), text)
  writeFileSync(join(folder, 'bench.json'), `${JSON.stringify(report, null, 1)}\n`)
}
