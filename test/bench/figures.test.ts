import { describe, expect, it } from 'vitest'
import { areaUnderCurve, chooseThreshold, type Judged, quantile, wrongAmongSurest } from '../../bench/figures.ts'

const judged = (score: number, right: boolean | null): Judged => ({
  topic: 'a',
  score,
  stated: true,
  right: right === null ? [] : [right ? 'a' : 'b'],
})

describe('the figures of the bench', () => {
  it('count equal scores for half in the area under the curve', () => {
    expect(areaUnderCurve([judged(0.9, true)], [judged(0.1, null)])).toBe(1)
    expect(areaUnderCurve([judged(0.5, true)], [judged(0.5, null)])).toBe(0.5)
    expect(areaUnderCurve([judged(0.5, true), judged(0.2, true)], [judged(0.5, null)])).toBe(0.25)
    expect(areaUnderCurve([judged(0.5, true)], [])).toBeNull()
  })

  it('refuse under the score that gets most of the validation right', () => {
    const validation = [judged(0.1, null), judged(0.3, null), judged(0.4, false), judged(0.6, true), judged(0.8, true)]
    const threshold = chooseThreshold(validation) ?? 0
    expect(threshold).toBeGreaterThan(0.3)
    expect(threshold).toBeLessThanOrEqual(0.6)
    expect(chooseThreshold([judged(0.4, true)])).toBeNull()
  })

  it('never cut between two equal scores', () => {
    expect(chooseThreshold([judged(0.5, null), judged(0.5, true), judged(0.5, true)])).toBe(Number.NEGATIVE_INFINITY)
  })

  it('count what is wrong among the surest only', () => {
    const list = [judged(0.9, true), judged(0.8, false), judged(0.2, false), judged(0.1, true)]
    expect(wrongAmongSurest(list, 0.5)).toBe(25)
  })

  it('find the value below which a share of the list lies', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(3)
    expect(quantile([5], 0.99)).toBe(5)
    expect(quantile([], 0.5)).toBeNull()
  })
})
