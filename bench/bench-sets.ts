import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadCatalogue } from '../intents/catalogue/load-catalogue.ts'
import { catalogueExamples, type Example } from '../intents/matcher/example.ts'
import type { Setup } from './engine.ts'

/** A message to be understood; no right topic means out of scope. */
export interface Message {
  readonly text: string
  readonly right: readonly string[]
}

export interface BenchSet {
  /** As `--only` names it. */
  readonly id: string
  readonly name: string
  readonly setup: Setup
  readonly train: readonly Example[]
  readonly inside: readonly Message[]
  readonly outside: readonly Message[]
  /** With lines out of scope: a threshold for abstaining is settled on it. Empty when the set has none. */
  readonly validation: readonly Message[]
  /** People's messages of test/measuring-set, for our catalogue only. */
  readonly measuring: readonly Message[]
}

const MEASURING = fileURLToPath(new URL('../test/measuring-set/', import.meta.url))

/** Every fifth message out of scope is kept for the test; the others are trained on. */
const OUTSIDE_SHARE = 5

/** Our catalogue: the phrases of one author (who wrote most, unless told) are the test, all others are trained on. */
export function catalogueSet(hand: string = mostProlificHand()): BenchSet {
  const examples = catalogueExamples(loadCatalogue())
  const isTest = (example: Example, at: number): boolean =>
    example.topic === null ? at % OUTSIDE_SHARE === 0 : example.hand === hand
  const test = examples.filter(isTest).map(({ text, topic }) => ({ text, right: topic === null ? [] : [topic] }))
  if (!test.some(({ right }) => right.length > 0)) throw new Error(`No phrase of a hand named « ${hand} ».`)
  return {
    id: 'catalogue',
    name: `our catalogue without ${hand}`,
    setup: { language: 'fr', recipe: 'catalogue' },
    train: examples.filter((example, at) => !isTest(example, at)),
    inside: test.filter(({ right }) => right.length > 0),
    outside: test.filter(({ right }) => right.length === 0),
    validation: [],
    measuring: ['topics-elderly', 'topics-low-literacy'].flatMap((name) =>
      readMessages(join(MEASURING, `${name}.jsonl`)),
    ),
  }
}

/** The hardest to leave out: most to be judged on, fewest phrases left to learn from. */
function mostProlificHand(): string {
  const phrases = new Map<string, number>()
  for (const { hand } of loadCatalogue().phrases) phrases.set(hand, (phrases.get(hand) ?? 0) + 1)
  return [...phrases].sort(([, a], [, b]) => b - a)[0]?.[0] ?? ''
}

/** `NAME.train.jsonl` and its neighbours in `folder`; null when it is not there. */
export function labelledSet(folder: string, name: string, language: Setup['language']): BenchSet | null {
  const file = (part: string): string => join(folder, `${name}.${part}.jsonl`)
  if (!existsSync(file('train'))) return null
  const read = (part: string): Message[] => (existsSync(file(part)) ? readMessages(file(part)) : [])
  return {
    id: name,
    name,
    setup: { language, recipe: 'labelled' },
    train: readMessages(file('train')).map(({ text, right }) => ({ text, topic: right[0] ?? null })),
    inside: read('test').filter(({ right }) => right.length > 0),
    outside: [...read('test').filter(({ right }) => right.length === 0), ...read('out-of-scope')],
    validation: read('validation'),
    measuring: [],
  }
}

function readMessages(file: string): Message[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  return lines.map((line) => {
    const {
      text,
      topic,
      id,
      also = [],
    } = JSON.parse(line) as {
      text: string
      topic?: string | null
      id?: string
      also?: string[]
    }
    return { text, right: [topic ?? id ?? [], also].flat() }
  })
}

/** `count` of the list, evenly spaced; all of it when it is shorter. */
export function spread<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list]
  return Array.from({ length: count }, (_, i) => list[Math.floor((i * list.length) / count)] as T)
}
