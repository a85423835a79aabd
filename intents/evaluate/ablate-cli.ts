import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { loadCatalogue } from '../catalogue/load-catalogue.ts'
import { catalogueExamples, type Example } from '../matcher/example.ts'
import { addTypingErrors, spellByEar } from '../matcher/noise.ts'
import { createRandom } from '../matcher/random.ts'
import { createRanker } from '../matcher/rank.ts'
import { passerelleOptions, trainOnce } from '../matcher/train.ts'
import type { TrainOptions } from '../matcher/train-options.ts'
import { areaUnderCurve, percent } from './judge.ts'

const FOLDER = fileURLToPath(new URL('../../docs/reports/', import.meta.url))
const ALL = passerelleOptions()

/** The recipe as it is, then with one part taken away or changed: a part stays only if it earns a point somewhere. */
const VARIANTS: readonly (readonly [string, TrainOptions])[] = [
  ['as it is', ALL],
  ['without pieces of sound', { ...ALL, features: { ...ALL.features, families: ['words', 'wordPairs', 'letters'] } }],
  ['without letter pieces', { ...ALL, features: { ...ALL.features, families: ['words', 'wordPairs', 'sounds'] } }],
  ['without word pairs', { ...ALL, features: { ...ALL.features, families: ['words', 'letters', 'sounds'] } }],
  ['without word vectors', { ...ALL, vectors: null }],
  ['without correction', { ...ALL, corrects: false }],
  ['without noisy copies', { ...ALL, noisyCopies: 0 }],
  ['without dropout', { ...ALL, fit: { ...ALL.fit, dropout: 0 } }],
  ['without smoothing', { ...ALL, fit: { ...ALL.fit, smoothing: 0 } }],
]

interface Row {
  readonly rightFirst: number
  readonly inTopThree: number
  readonly typed: number
  readonly byEar: number
  readonly area: number
}

/** The messages of the hand left out, and a fifth of those outside, ranked by a model that read neither. */
function measure(left: readonly Example[], read: readonly Example[], options: TrainOptions): Row {
  const rank = createRanker(trainOnce(read, options))
  const inside = left.filter(({ topic }) => topic !== null)
  const outside = left.filter(({ topic }) => topic === null)
  const share = (change: (text: string) => string, places: number): number => {
    const right = inside.filter(({ text, topic }) =>
      rank(change(text))
        .candidates.slice(0, places)
        .some((candidate) => candidate.topic === topic),
    )
    return percent(right.length, inside.length)
  }
  const best = ({ text }: Example): number => rank(text).candidates[0]?.probability ?? 0
  const random = createRandom(7)
  return {
    rightFirst: share((text) => text, 1),
    inTopThree: share((text) => text, 3),
    typed: share((text) => addTypingErrors(text, random), 1),
    byEar: share((text) => spellByEar(text, random), 1),
    area: areaUnderCurve(inside.map(best), outside.map(best)),
  }
}

/** Run by hand: `node intents/evaluate/ablate-cli.ts HAND`; every variant trains once without that hand. */
function main(): void {
  const hand = process.argv[2]
  if (hand === undefined) throw new Error('usage: node intents/evaluate/ablate-cli.ts HAND')
  const examples = catalogueExamples(loadCatalogue())
  const isLeft = (example: Example, at: number): boolean =>
    example.topic === null ? at % 5 === 0 : example.hand === hand
  const left = examples.filter(isLeft)
  const read = examples.filter((example, at) => !isLeft(example, at))
  const rows = VARIANTS.map(([name, options]) => {
    const { rightFirst, inTopThree, typed, byEar, area } = measure(left, read, options)
    const row = `| ${name} | ${rightFirst} | ${inTopThree} | ${typed} | ${byEar} | ${area} |`
    console.log(row)
    return row
  })
  mkdirSync(FOLDER, { recursive: true })
  const text = `# What each part earns

Made by \`node intents/evaluate/ablate-cli.ts ${hand}\`: the messages of that hand (${left.length} with a fifth of those
outside) ranked by a model of the others (${read.length} examples), in percent.

| | right first | in top three | with typing errors | by ear | in or out (AUC) |
|---|---|---|---|---|---|
${rows.join('\n')}
`
  writeFileSync(`${FOLDER}understanding-ablations.md`, text)
}

main()
