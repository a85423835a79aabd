import { existsSync, readFileSync } from 'node:fs'
import { trainOnExamples } from '../matcher/train.ts'
import { areaUnderCurve, percent } from './judge.ts'

interface Line {
  readonly text: string
  readonly topic: string | null
}

export interface LabelledSetReport {
  readonly topics: number
  readonly trainSeconds: number
  /** Right first among the lines in scope, abstaining not allowed. */
  readonly rightFirst: number
  /** With abstaining at the threshold settled on the validation file: accuracy in scope, and share of the outside refused. */
  readonly inScope: number | null
  readonly outOfScopeRecall: number | null
  readonly areaUnderCurve: number | null
}

/** Reads `SET.train.jsonl`, and beside it `SET.test.jsonl` and, when there, `SET.validation.jsonl` and `SET.out-of-scope.jsonl`. */
export function evaluateLabelledSet(trainFile: string): LabelledSetReport {
  const beside = (part: string): Line[] => {
    const file = trainFile.replace('.train.', `.${part}.`)
    return existsSync(file) ? readLines(file) : []
  }
  const lines = readLines(trainFile)
  const started = performance.now()
  const matcher = trainOnExamples(lines)
  const trainSeconds = Math.round((performance.now() - started) / 100) / 10
  const judge = ({ text, topic }: Line): { right: boolean; confidence: number; outside: boolean } => {
    const [best] = matcher.match(text).candidates
    return { right: best?.topic === topic, confidence: best?.confidence ?? 0, outside: topic === null }
  }
  const test = beside('test')
    .filter(({ topic }) => topic !== null)
    .map(judge)
  const outside = beside('out-of-scope').map(judge)
  const threshold = chooseThreshold(beside('validation').map(judge))
  const answered = threshold === null ? null : test.filter(({ confidence }) => confidence >= threshold)
  return {
    topics: new Set(lines.map(({ topic }) => topic)).size,
    trainSeconds,
    rightFirst: percent(test.filter(({ right }) => right).length, test.length),
    inScope: answered && percent(answered.filter(({ right }) => right).length, test.length),
    outOfScopeRecall:
      threshold === null
        ? null
        : percent(outside.filter(({ confidence }) => confidence < threshold).length, outside.length),
    areaUnderCurve:
      outside.length === 0
        ? null
        : areaUnderCurve(
            test.map((one) => one.confidence),
            outside.map((one) => one.confidence),
          ),
  }
}

/**
 * The threshold that gets most validation lines right, those outside counting as right when refused: CLINC150's paper's rule
 * (Larson and others, 2019, « oos-threshold »). Of equally good ones the highest. Null without any line outside.
 */
function chooseThreshold(
  validation: readonly { right: boolean; confidence: number; outside: boolean }[],
): number | null {
  if (!validation.some(({ outside }) => outside)) return null
  const rising = validation.toSorted((a, b) => a.confidence - b.confidence)
  // Nothing is refused at first; each line passed is refused from then on.
  let right = rising.filter((one) => one.right).length
  let best = { threshold: 0, right }
  for (const [at, one] of rising.entries()) {
    right += Number(one.outside) - Number(one.right)
    const next = rising[at + 1]?.confidence ?? Number.POSITIVE_INFINITY
    if (right >= best.right && next > one.confidence) best = { threshold: next, right }
  }
  return best.threshold
}

function readLines(file: string): Line[] {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { text, topic = null } = JSON.parse(line) as { text: string; topic?: string | null }
      return { text, topic }
    })
}
