import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { type FitOptions, fitLinear } from '../learning/fit-linear.ts'
import { hashOfFiles, LEARNING_FILES } from '../learning/hash-of-files.ts'
import { type LinearTable, roundRows, rowsOf } from '../learning/linear-table.ts'
import { readPasted } from './read-pasted.ts'
import { readScamExamples, SCAM_LABELS, type ScamExample } from './scam-examples.ts'
import { type ScamModel, type ScamThresholds, scamFeatures, scamModelBytes, scamProbability } from './scam-model.ts'

const OPTIONS: FitOptions = { rounds: 8, step: 0.1, shrink: 1e-5 }
/** There are six times as many ordinary messages as any other. */
const RARE = 3
/** The share of genuine messages of hands not read that may be called a scam, and of the person's own that may be doubted. */
const WRONGLY = { scam: 0.03, doubt: 0.05 }

const INPUTS = [
  '../data/scam-examples.tsv',
  '../data/danger-examples.tsv',
  ...LEARNING_FILES,
  './scam-examples.ts',
  './scam-model.ts',
  './train-scam.ts',
].map((file) => new URL(file, import.meta.url))

/** Where the model is kept. */
export const SCAM_MODEL = new URL('../data/scam-model.bin', import.meta.url)

/** SHA-256 of all the weights come from. Different from the model's own: train again. */
export const scamInputs = (): string => hashOfFiles(INPUTS)

const isOrdinary = ({ hand }: ScamExample) => hand.startsWith('catalogue')

export function fitTable(examples: readonly ScamExample[]): LinearTable {
  const lessons = examples.map((one) => ({
    features: scamFeatures(one.text),
    row: SCAM_LABELS.indexOf(one.label),
    weight: isOrdinary(one) ? 1 : RARE,
  }))
  return roundRows(rowsOf(fitLinear(lessons, SCAM_LABELS.length, OPTIONS)))
}

/** The lowest thresholds that wrong few enough messages, each judged by a model that read nothing of the same hand. */
export function chooseScamThresholds(examples: readonly ScamExample[]): ScamThresholds {
  const written = examples.filter((one) => !isOrdinary(one))
  const hands = [...new Set(written.map(({ hand }) => hand))].filter(
    (hand) => hand !== 'development' && hand !== 'room',
  )
  const judged = hands.flatMap((left) => {
    const table = fitTable(examples.filter(({ hand }) => hand !== left))
    return written
      .filter(({ hand }) => hand === left)
      .map(({ label, text }) => ({ label, likely: scamProbability(table, scamFeatures(text), readPasted(text).found) }))
  })
  const edge = (label: string, share: number) => {
    const sorted = judged.filter((one) => one.label === label).map(({ likely }) => likely)
    sorted.sort((one, other) => other - one)
    return Math.ceil((sorted[Math.floor(sorted.length * share)] ?? 1) * 1000 + 1e-9) / 1000
  }
  const scam = edge('genuine', WRONGLY.scam)
  return { scam, doubt: Math.min(scam, edge('own', WRONGLY.doubt)) }
}

/** The model of these messages: the same messages always give the same model. */
export function trainScam(examples: readonly ScamExample[] = readScamExamples()): ScamModel {
  return { inputs: scamInputs(), thresholds: chooseScamThresholds(examples), ...fitTable(examples) }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const model = trainScam()
  writeFileSync(SCAM_MODEL, scamModelBytes(model))
  console.log(model.thresholds)
}
