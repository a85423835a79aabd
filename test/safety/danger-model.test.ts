import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { NO_DANGER, readDangerExamples } from '../../safety/danger/danger-examples.ts'
import { dangerModelBytes, readDangerModel } from '../../safety/danger/danger-model.ts'
import { detectDanger } from '../../safety/danger/detect-danger.ts'
import { emergencies } from '../../safety/danger/emergencies.ts'
import { judgeDanger } from '../../safety/danger/judge-danger.ts'
import { DANGER_MODEL, dangerInputs, trainDanger } from '../../safety/danger/train-danger.ts'
import { measuringSet } from './figures.ts'
import { ordinaryUnread, unseenDanger } from './unseen-danger.ts'

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

describe('the danger model', () => {
  it('comes from the data as they are; otherwise run « node safety/danger/train-danger.ts »', () => {
    expect(readDangerModel(DANGER_MODEL).inputs).toBe(dangerInputs())
  })

  it.runIf(process.env.HEAVY)('is, byte for byte, what the data give', { timeout: 900_000 }, () => {
    expect(dangerModelBytes(trainDanger()).equals(readFileSync(DANGER_MODEL))).toBe(true)
  })

  it('weighs less than two megabytes', () => {
    expect(readFileSync(DANGER_MODEL).length).toBeLessThan(2_097_152)
  })

  it('never read the messages it is measured on', () => {
    const read = new Set(readDangerExamples().map(({ text }) => plain(text)))
    for (const { text } of [...unseenDanger(), ...measuringSet()]) expect(read.has(plain(text)), text).toBe(false)
  })

  it('learns every type of emergency, and no other', () => {
    const types = new Set(readDangerExamples().map(({ type }) => type))
    expect([...types].sort()).toEqual([NO_DANGER, ...emergencies.map(({ type }) => type)].sort())
  })
})

describe('rules and model together', () => {
  const thresholds = { clear: 0.9, ask: 0.7, faint: 0.4, elsewhere: 0.5 }
  const stack = { bias: 0, score: 1, clearRule: 2, weakRule: 1, setAside: -1 }
  const types = new Map([
    ['vital_suicide', 2],
    ['enfant_danger', 1],
    ['radicalisation', -3],
  ])
  const rule = {
    rule: 'x',
    language: 'fr',
    type: 'fraude_en_cours',
    certainty: 'clear',
    heard: '',
    isWeak: false,
  } as const
  const judge = (traces: Parameters<typeof judgeDanger>[0], score: number, isAside = false) =>
    judgeDanger(traces, { score, types }, stack, thresholds, isAside)

  it('alarm, ask, ask unless a topic is sure, or keep quiet, as the danger gets less likely', () => {
    expect(judge([], 3)?.certainty).toBe('clear')
    expect(judge([], 1.5)?.certainty).toBe('ambiguous')
    expect(judge([], 0)?.certainty).toBe('faint')
    expect(judge([], -2)).toBeNull()
  })

  it('hear a rule, a weak one less, an idiom against', () => {
    expect(judge([rule], -0.5)?.certainty).toBe('ambiguous')
    expect(judge([{ ...rule, isWeak: true }], -0.5)?.certainty).toBe('faint')
    expect(judge([], 1.5, true)?.certainty).toBe('faint')
  })

  it('ask when only hesitating rules speak, however likely the danger', () => {
    expect(judge([{ ...rule, certainty: 'ambiguous', isWeak: true }], 9)?.certainty).toBe('ambiguous')
  })

  it('believe a clear rule in a few words, whatever the model thinks, but not after an idiom', () => {
    expect(judgeDanger([rule], { score: -9, types }, stack, thresholds, false, true)?.certainty).toBe('clear')
    expect(judgeDanger([rule], { score: -9, types }, stack, thresholds, true, true)).toBeNull()
  })

  it('ask when a rule of another language speaks alone, of which the model read less, and alarm when it agrees', () => {
    const foreign = { ...rule, language: 'uk' }
    expect(judge([foreign], -9)).toEqual({ certainty: 'ambiguous', types: ['fraude_en_cours'] })
    expect(judge([foreign], 3)).toEqual({ certainty: 'clear', types: ['fraude_en_cours'] })
  })

  it('name the types worth naming, likeliest first, and those of a clear rule', () => {
    expect(judge([], 3)?.types).toEqual(['vital_suicide', 'enfant_danger'])
    const named = new Map([...types, ['fraude_en_cours', -2] as [string, number]])
    expect(judgeDanger([rule], { score: 3, types: named }, stack, thresholds, false)?.types).toContain(
      'fraude_en_cours',
    )
  })
})

describe('messages never read', () => {
  const caught = (text: string) => detectDanger(text) !== null
  const shareOf = (texts: readonly string[], is: (text: string) => boolean) => texts.filter(is).length / texts.length

  it('are caught nine times in ten when they tell a danger', () => {
    const dangers = unseenDanger().filter(({ type }) => type !== NO_DANGER)
    expect(dangers.length).toBeGreaterThan(100)
    expect(
      shareOf(
        dangers.map(({ text }) => text),
        caught,
      ),
    ).toBeGreaterThanOrEqual(0.9)
  })

  it('are left in peace six times in seven when they only sound like one', () => {
    const lookAlikes = unseenDanger().filter(({ type }) => type === NO_DANGER)
    expect(lookAlikes.length).toBeGreaterThan(70)
    expect(
      shareOf(
        lookAlikes.map(({ text }) => text),
        caught,
      ),
    ).toBeLessThanOrEqual(0.143)
  })

  it('are left in peace when they are ordinary, but for a question that gives way to a sure topic', {
    timeout: 300_000,
  }, () => {
    const found = ordinaryUnread().map((text) => detectDanger(text)?.certainty)
    expect(found.length).toBeGreaterThan(1000)
    expect(found.filter((certainty) => certainty !== undefined).length / found.length).toBeLessThanOrEqual(0.12)
    expect(
      found.filter((certainty) => certainty === 'clear' || certainty === 'ambiguous').length / found.length,
    ).toBeLessThanOrEqual(0.012)
  })
})
