import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { chooseThresholds, type JudgedExample } from './choose-thresholds.ts'
import { type DangerExample, NO_DANGER, readDangerExamples } from './danger-examples.ts'
import { COLUMNS, type DangerFeatures, dangerFeatures } from './danger-features.ts'
import { type DangerModel, type DangerThresholds, weighDanger, writeDangerModel } from './danger-model.ts'
import { type DangerWeights, type FitOptions, fitDanger } from './fit-danger.ts'
import { isSetAside, traceDangers } from './trace-dangers.ts'

const OPTIONS: FitOptions = { rounds: 6, step: 0.1, shrink: 1e-5 }
const PARTS = 5
/** A danger missed and a look-alike alarmed count more than an ordinary message: there are fewer of them. */
const WEIGHTS = { danger: 2, lookAlike: 4, ordinary: 1 }
/** All that changes the weights; the rules only move the thresholds. */
const INPUTS = [
  '../data/danger-examples.tsv',
  '../data/spellings.json',
  '../fold.ts',
  '../patterns/hear.ts',
  '../patterns/sound-key.ts',
  './danger-features.ts',
  './fit-danger.ts',
  './train-danger.ts',
]

/** Where the model is kept. */
export const DANGER_MODEL = new URL('../data/danger-model.bin', import.meta.url)

/** SHA-256 of all the weights come from. Different from the model's own: train again. */
export function dangerInputs(): string {
  const hash = createHash('sha256')
  for (const file of INPUTS) hash.update(readFileSync(new URL(file, import.meta.url)))
  return hash.digest('hex')
}

interface Read extends DangerExample {
  features: DangerFeatures
}

const weightOf = ({ type, hand }: DangerExample) =>
  type !== NO_DANGER ? WEIGHTS.danger : hand === 'catalogue' ? WEIGHTS.ordinary : WEIGHTS.lookAlike

/** Danger or not from all messages, which danger from the dangers alone. */
function fitModel(examples: readonly Read[], types: readonly string[], thresholds: DangerThresholds): DangerModel {
  const alarm = fitDanger(
    examples.map((one) => ({ features: one.features, row: one.type === NO_DANGER ? 0 : 1, weight: weightOf(one) })),
    2,
    OPTIONS,
  )
  const kind = fitDanger(
    examples
      .filter(({ type }) => type !== NO_DANGER)
      .map(({ features, type }) => ({ features, row: types.indexOf(type), weight: 1 })),
    types.length,
    OPTIONS,
  )
  return round(alarm, kind, types, thresholds)
}

function round(
  alarm: DangerWeights,
  kind: DangerWeights,
  types: readonly string[],
  thresholds: DangerThresholds,
): DangerModel {
  const rows = types.length + 1
  const weightAt = (column: number, row: number) =>
    row === 0
      ? (alarm.weights[column * 2 + 1] ?? 0) - (alarm.weights[column * 2] ?? 0)
      : (kind.weights[column * types.length + row - 1] ?? 0)
  const scales = Array.from({ length: rows }, (_, row) => {
    let highest = 0
    for (let column = 0; column < COLUMNS; column += 1) highest = Math.max(highest, Math.abs(weightAt(column, row)))
    return highest / 127 || 1
  })
  const weights = new Int8Array(COLUMNS * rows)
  for (let column = 0; column < COLUMNS; column += 1)
    for (let row = 0; row < rows; row += 1)
      weights[column * rows + row] = Math.round(weightAt(column, row) / (scales[row] ?? 1))
  const bias = [(alarm.bias[1] ?? 0) - (alarm.bias[0] ?? 0), ...kind.bias]
  return { inputs: dangerInputs(), types, thresholds, bias, scales, weights }
}

const UNSET: DangerThresholds = { clear: 1, ask: 1, veto: 0 }

/** What each message gets from a model that never read it. */
function judgeUnread(examples: readonly Read[]): JudgedExample[] {
  const judged: JudgedExample[] = []
  for (let part = 0; part < PARTS; part += 1) {
    // Which danger does not matter here: no types, which is much quicker.
    const model = fitModel(
      examples.filter((_, at) => at % PARTS !== part),
      [],
      UNSET,
    )
    for (const one of examples.filter((_, at) => at % PARTS === part))
      judged.push({
        ...one,
        traces: traceDangers(one.text),
        isAside: isSetAside(one.text),
        opinion: weighDanger(model, one.features),
      })
  }
  return judged
}

/** The model of the messages in `data/danger-examples.tsv`: the same messages always give the same model. */
export function trainDanger(): { model: DangerModel; judged: JudgedExample[] } {
  const examples = readDangerExamples().map((one) => ({ ...one, features: dangerFeatures(one.text) }))
  const types = [...new Set(examples.map(({ type }) => type))].filter((type) => type !== NO_DANGER).sort()
  const judged = judgeUnread(examples)
  return { model: fitModel(examples, types, chooseThresholds(judged)), judged }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { model } = trainDanger()
  writeDangerModel(DANGER_MODEL, model)
  console.log(model.types.length, 'types', model.thresholds)
}
