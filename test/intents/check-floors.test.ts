import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { findShortfall } from '../../intents/evaluate/check-floors.ts'
import { createMatcher, type Matcher } from '../../intents/matcher/match.ts'
import { readModel } from '../../intents/matcher/model-file.ts'
import { MODEL_PATH } from '../../intents/matcher/train-cli.ts'

const served = createMatcher(readModel(MODEL_PATH))
const saying = (topic: string): Matcher => {
  const match = () => ({ band: 'sure', topic, candidates: [{ topic, confidence: 0.99 }], outOfScope: null }) as const
  return { match: () => ({ ...match(), candidates: [...match().candidates] }), matchNeeds: () => [] }
}

test('the served model is above its own floors', () => {
  expect(findShortfall(served, served)).toBe(null)
})

test('a model that always says the same is under them, and the figure says which', () => {
  expect(findShortfall(saying('caf.rdv'), served)).toMatchObject({
    figure: 'measuringSet.elderly.rightFirst',
    floor: 90,
  })
})

test('a model that forgot a part of the catalogue is under the floor of the catalogue', () => {
  const measured = new Set(
    ['topics-elderly', 'topics-low-literacy', 'out-of-scope'].flatMap((name) =>
      readFileSync(new URL(`../measuring-set/${name}.jsonl`, import.meta.url), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { text: string }).text),
    ),
  )
  const forgetful: Matcher = {
    match: (text) => (measured.has(text) || text.length % 20 > 0 ? served : saying('caf.rdv')).match(text),
    matchNeeds: () => [],
  }
  expect(findShortfall(forgetful, served)?.figure).toBe('catalogue.rightFirst')
})
