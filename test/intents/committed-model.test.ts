import { statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { countFigures, countOutside } from '../../intents/evaluate/judge.ts'
import { judgeMeasuringSet } from '../../intents/evaluate/measuring-set.ts'
import { checkModel } from '../../intents/matcher/check-model.ts'
import { createMatcher } from '../../intents/matcher/match.ts'
import { readModel } from '../../intents/matcher/model-file.ts'
import { MODEL_PATH } from '../../intents/matcher/train-cli.ts'

describe('the committed model', () => {
  const matcher = createMatcher(readModel(MODEL_PATH))

  it('is what the catalogue gives', () => {
    expect(checkModel()).toEqual({ kind: 'current' })
  })

  it('takes at most 8 MB', () => {
    expect(statSync(MODEL_PATH).size).toBeLessThanOrEqual(8e6)
  })

  it('keeps its promises on the measuring set', () => {
    const elderly = judgeMeasuringSet('topics-elderly', matcher)
    const lowLiteracy = judgeMeasuringSet('topics-low-literacy', matcher)
    expect(countFigures(elderly).rightFirst).toBeGreaterThanOrEqual(90)
    expect(countFigures(elderly).inTopThree).toBeGreaterThanOrEqual(97)
    expect(countFigures(lowLiteracy).rightFirst).toBeGreaterThanOrEqual(88)
    expect(countFigures(lowLiteracy).inTopThree).toBeGreaterThanOrEqual(96)
    const together = countFigures([...elderly, ...lowLiteracy])
    expect(together.sure).toBeGreaterThanOrEqual(70)
    expect(together.wrongSure).toBeLessThanOrEqual(2)
    expect(countOutside(judgeMeasuringSet('out-of-scope', matcher)).sure).toBeLessThanOrEqual(4)
  })

  it.each([
    ['je veux un rendez-vous à la caf et aussi renouveler ma carte vitale perdue', 2],
    ["j'ai perdu ma carte vitale", 1],
  ])('finds in « %s » %d need(s)', (text, needs) => {
    expect(matcher.matchNeeds(text)).toHaveLength(needs)
  })
})
