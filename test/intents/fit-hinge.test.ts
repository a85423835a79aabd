import { describe, expect, it } from 'vitest'
import { fitHinge } from '../../intents/matcher/fit-hinge.ts'
import { addRows } from '../../intents/matcher/fit-linear.ts'
import { trainOnExamples } from '../../intents/matcher/train.ts'

const vector = (...columns: number[]) => ({
  columns: Int32Array.from(columns),
  values: new Float32Array(columns.length).fill(1),
  known: 1,
})

/** Each class has a column of its own; column 0 is in all. */
const vectors = Array.from({ length: 30 }, (_, at) => vector(0, 1 + (at % 3)))
const labels = Int32Array.from(vectors, (_, at) => at % 3)

describe('fitHinge', () => {
  it('puts each class above its border on its own examples, and the others below', () => {
    const { weights, bias } = fitHinge(vectors, labels, 4, 3, { cost: 1, rounds: 20, seed: 1 })
    for (const [at, one] of vectors.slice(0, 3).entries()) {
      const scores = bias.slice()
      addRows(weights, one, scores)
      expect([...scores].map((score) => score > 0)).toEqual([0, 1, 2].map((c) => c === at))
    }
  })

  it('gives the same weights from the same seed', () => {
    const options = { cost: 1, rounds: 5, seed: 7 }
    expect(fitHinge(vectors, labels, 4, 3, options)).toEqual(fitHinge(vectors, labels, 4, 3, options))
  })
})

describe('a labelled set in another language', () => {
  const TOPICS = {
    weather: ['is it cold outside', 'will it rain today', 'rain or sun today', 'how cold is it', 'sun today outside'],
    music: ['play a song', 'play some music', 'next song please', 'music louder please', 'play the next song'],
    bank: ['my account balance', 'how much money', 'money in my account', 'send money', 'balance of the account'],
  }
  const matcher = trainOnExamples(
    Object.entries(TOPICS).flatMap(([topic, texts]) =>
      Array.from({ length: 8 }, (_, at) =>
        texts.map((text) => ({ text: at === 0 ? text : `${text} now`, topic })),
      ).flat(),
    ),
  )

  it('is understood as it is written, French spelling left aside', () => {
    // by the rules of French by ear « koi » is « quoi »: here it would be a word like another
    expect(matcher.match('play my song').candidates[0]?.topic).toBe('music')
    expect(matcher.match('rain today').candidates[0]?.topic).toBe('weather')
  })

  it('is less sure of what is about none of its topics', () => {
    const sureOf = (text: string): number => matcher.match(text).candidates[0]?.confidence ?? 0
    expect(sureOf('translate the giraffe')).toBeLessThan(sureOf('play some music'))
  })
})
