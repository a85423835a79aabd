import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { type FitOptions, fitLinear } from '../learning/fit-linear.ts'
import { hashOfFiles, LEARNING_FILES } from '../learning/hash-of-files.ts'
import { differenceOf, roundRows, rowsOf } from '../learning/linear-table.ts'
import { messageFeatures } from '../learning/message-features.ts'
import { chooseThresholds, fitStack, type JudgedExample } from './choose-thresholds.ts'
import { type DangerExample, NO_DANGER, readDangerExamples } from './danger-examples.ts'
import { type DangerModel, dangerModelBytes, weighDanger } from './danger-model.ts'
import { isSetAside, traceDangers } from './trace-dangers.ts'
import { widenExamples } from './widen-examples.ts'

const OPTIONS: FitOptions = { rounds: 6, step: 0.1, shrink: 1e-5 }
/** The same hands wrote in each of the other languages: « one » and « two » dangers and look-alikes, « zoe » ordinary messages. */
const otherLanguages = (hand: string) => ['en', 'ar', 'es', 'pt', 'ro', 'tr', 'uk'].map((code) => `${code}-${hand}`)
/** Hands left out together, so that each part holds dangers, look-alikes and ordinary messages nobody of the rest wrote. */
const PARTS = [
  ['lucie', 'samira', 'denise', 'gaston', 'bintou', 'ida', 'catalogue-maryse', ...otherLanguages('one')],
  ['bruno', 'paul', 'claire', 'leila', 'jo', 'catalogue-karim', 'karim', ...otherLanguages('two')],
  ['nour', 'fatou', 'roger', 'theo', ...otherLanguages('zoe'), 'catalogue-yann', 'yann'],
  ['room', 'development', 'jeanne', 'omar', 'hugo', 'maud', 'catalogue-jeanne', 'catalogue-near'],
]
/** All that changes the weights; the rules only move what is made of them. */
const INPUTS = [
  '../data/danger-examples.tsv',
  ...LEARNING_FILES,
  './choose-thresholds.ts',
  './train-danger.ts',
  './widen-examples.ts',
].map((file) => new URL(file, import.meta.url))

/** Where the model is kept. */
export const DANGER_MODEL = new URL('../data/danger-model.bin', import.meta.url)

/** SHA-256 of all the weights come from. Different from the model's own: train again. */
export const dangerInputs = (): string => hashOfFiles(INPUTS)

const UNSET = {
  thresholds: { clear: 1, ask: 1, faint: 1, elsewhere: 1 },
  stack: { bias: 0, score: 1, clearRule: 0, weakRule: 0, setAside: 0 },
}

/** Danger or not from all messages, which danger from the dangers alone. */
function fitModel(examples: readonly DangerExample[], types: readonly string[]): DangerModel {
  const wide = widenExamples(examples).map((one) => ({ ...one, features: messageFeatures(one.text) }))
  const alarm = fitLinear(
    wide.map(({ features, type, weight }) => ({ features, row: type === NO_DANGER ? 0 : 1, weight })),
    2,
    OPTIONS,
  )
  const kind = fitLinear(
    wide
      .filter(({ type }) => types.includes(type))
      .map(({ features, type }) => ({ features, row: types.indexOf(type), weight: 1 })),
    types.length,
    OPTIONS,
  )
  return { inputs: dangerInputs(), types, ...UNSET, ...roundRows([differenceOf(alarm), ...rowsOf(kind)]) }
}

/** What each message gets from a model that read nothing of the same hand. */
function judgeUnread(examples: readonly DangerExample[]): JudgedExample[] {
  return PARTS.flatMap((part) => {
    const left = examples.filter(({ hand }) => part.includes(hand))
    if (left.length === 0) return []
    // Which danger does not matter here: no types, which is much quicker.
    const model = fitModel(
      examples.filter(({ hand }) => !part.includes(hand)),
      [],
    )
    return left.map((one) => ({
      ...one,
      traces: traceDangers(one.text),
      isAside: isSetAside(one.text),
      opinion: weighDanger(model, messageFeatures(one.text)),
    }))
  })
}

/** The model of these messages: the same messages always give the same model. */
export function trainDanger(examples: readonly DangerExample[] = readDangerExamples()): DangerModel {
  const types = [...new Set(examples.map(({ type }) => type))].filter((type) => type !== NO_DANGER).sort()
  const judged = judgeUnread(examples)
  const stack = fitStack(judged)
  return { ...fitModel(examples, types), stack, thresholds: chooseThresholds(judged, stack) }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const model = trainDanger()
  writeFileSync(DANGER_MODEL, dangerModelBytes(model))
  console.log(model.types.length, 'types', model.thresholds, model.stack)
}
