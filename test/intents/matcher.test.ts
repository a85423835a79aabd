import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { chooseBand } from '../../intents/matcher/bands.ts'
import type { Example } from '../../intents/matcher/example.ts'
import { inputsHash } from '../../intents/matcher/inputs-hash.ts'
import { createMatcher, type Matcher } from '../../intents/matcher/match.ts'
import type { Model } from '../../intents/matcher/model.ts'
import { readModel, writeModel } from '../../intents/matcher/model-file.ts'
import { train } from '../../intents/matcher/train.ts'
import { DEFAULT_OPTIONS } from '../../intents/matcher/train-options.ts'
import { newFolder } from '../new-folder.ts'

const OPTIONS = { ...DEFAULT_OPTIONS, minTexts: [1, 1, 1, 1] }

const EXAMPLES: Example[] = [
  ...[
    'carte vitale perdue',
    "j'ai perdu ma carte vitale",
    'ma carte vitale a disparu',
    'plus de carte vitale',
    'carte verte perdue',
  ],
  ...['où est passée ma carte vitale', 'perdu carte de sécu', 'carte vitale égarée hier'],
].map((text, i) => ({ text, topic: 'sante.perdue', hand: `h${i % 2}` }))
EXAMPLES.push(
  ...[
    'payer une amende',
    "j'ai une amende à régler",
    'amende stationnement comment payer',
    'contravention à payer',
  ].map((text, i) => ({ text, topic: 'amende.payer', hand: `h${i % 2}` })),
  ...['régler mon pv', 'payer le procès verbal', 'comment payer une contravention', 'amende radar payer'].map(
    (text, i) => ({ text, topic: 'amende.payer', hand: `h${i % 2}` }),
  ),
  ...[
    'apprendre le français',
    'cours de français gratuit',
    'je cherche cours français',
    'où apprendre la langue',
    'leçons de français',
  ].map((text, i) => ({ text, topic: 'cours', hand: `h${i % 2}` })),
  ...['recette de crêpes', 'quel temps demain', 'raconte une blague', 'qui a gagné le match'].map((text) => ({
    text,
    topic: null,
    kind: 'offtopic' as const,
  })),
)

let model: Model
let matcher: Matcher
beforeAll(() => {
  model = train(EXAMPLES, OPTIONS)
  matcher = createMatcher(model)
})

describe('a matcher trained on a tiny set', () => {
  it.each([
    ['jé perdu ma carte vital', 'sante.perdue'],
    ['payé mon amande', 'amende.payer'],
    ['cour de fransais', 'cours'],
  ])('puts the right topic first for « %s »', (text, topic) => {
    expect(matcher.match(text).candidates[0]?.topic).toBe(topic)
  })

  it('gives at most five candidates, best first, each with a probability', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { candidates } = matcher.match(text)
        const confidences = candidates.map(({ confidence }) => confidence)
        expect(candidates.length).toBeLessThanOrEqual(5)
        expect([...confidences].sort((a, b) => b - a)).toEqual(confidences)
        for (const confidence of confidences) expect(confidence >= 0 && confidence <= 1).toBe(true)
      }),
    )
  })

  it('names a topic only when the band is sure', () => {
    for (const { text } of EXAMPLES) {
      const { band, topic, candidates } = matcher.match(text)
      expect(topic).toBe(band === 'sure' ? candidates[0]?.topic : null)
    }
  })

  it('says « outside » of what is outside', () => {
    expect(matcher.match('une recette de crêpes').outOfScope).toBe('offtopic')
    expect(matcher.match('carte vitale perdue').outOfScope).toBeNull()
  })

  it('gives one match for one need', () => {
    expect(matcher.matchNeeds("j'ai perdu ma carte vitale")).toHaveLength(1)
  })

  it('learns the same weights from the same examples', () => {
    expect(train(EXAMPLES, OPTIONS).weights).toEqual(model.weights)
  })
})

describe('the model file', () => {
  it('gives back what was written', () => {
    const path = join(newFolder(), 'tiny.model')
    writeModel(path, model)
    const read = readModel(path)
    expect(read).toEqual(model)
    expect(createMatcher(read).match('payer amende')).toEqual(matcher.match('payer amende'))
  })

  it('keeps word vectors', () => {
    const path = join(newFolder(), 'tiny.model')
    const vectors = {
      words: ['carte', 'amende'],
      size: 2,
      bytes: Int8Array.from([127, 0, 0, 127]),
      weights: Float32Array.from([1, 0.5]),
    }
    const withVectors = train(EXAMPLES, { ...OPTIONS, vectors })
    writeModel(path, withVectors)
    expect(readModel(path)).toEqual(withVectors)
  })

  it('is refused with advice when it is something else', () => {
    const path = join(newFolder(), 'other.model')
    writeFileSync(path, 'not a model')
    expect(() => readModel(path)).toThrow('train-cli.ts')
  })
})

describe('inputsHash', () => {
  it('changes with an example, an option, and nothing else', () => {
    const hash = inputsHash(EXAMPLES, OPTIONS)
    expect(model.inputs).toBe(hash)
    expect(inputsHash([...EXAMPLES], { ...OPTIONS })).toBe(hash)
    expect(inputsHash(EXAMPLES.slice(1), OPTIONS)).not.toBe(hash)
    expect(inputsHash(EXAMPLES, { ...OPTIONS, noisyCopies: 0 })).not.toBe(hash)
  })
})

describe('chooseBand', () => {
  it.each([
    [0.76, 3, 'sure'],
    [0.74, 3, 'unsure'],
    [0.81, 5, 'sure'],
    [0.79, 5, 'unsure'],
    [0.91, 10, 'sure'],
    [0.89, 10, 'unsure'],
    [0.96, 20, 'sure'],
    [0.94, 20, 'unsure'],
    [0.3, 3, 'none'],
  ])('at confidence %d and cost %d is %s', (confidence, cost, band) => {
    expect(chooseBand([{ confidence }], cost)).toBe(band)
  })

  it('asks when four choices together probably hold the right one', () => {
    const four = [0.2, 0.15, 0.1, 0.1].map((confidence) => ({ confidence }))
    expect(chooseBand(four, 3)).toBe('unsure')
    expect(chooseBand(four.slice(0, 3), 3)).toBe('none')
  })

  it('is none without any candidate', () => {
    expect(chooseBand([], 3)).toBe('none')
  })
})
