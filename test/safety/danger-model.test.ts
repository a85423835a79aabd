import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { NO_DANGER, readDangerExamples } from '../../safety/danger/danger-examples.ts'
import { dangerModelBytes, readDangerModel } from '../../safety/danger/danger-model.ts'
import { detectDangers } from '../../safety/danger/detect-danger.ts'
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

  it.runIf(process.env.HEAVY)('is, byte for byte, what the data give', { timeout: 300_000 }, () => {
    expect(dangerModelBytes(trainDanger().model).equals(readFileSync(DANGER_MODEL))).toBe(true)
  })

  it('weighs less than a megabyte', () => {
    expect(readFileSync(DANGER_MODEL).length).toBeLessThan(1_048_576)
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
  const thresholds = { clear: 0.9, ask: 0.7, veto: 0.1 }
  const weak = { rule: 'x', type: 'fraude_en_cours', certainty: 'clear', heard: '', isWeak: true } as const
  const judge = (traces: Parameters<typeof judgeDanger>[0], probability: number, isAside = false) => [
    ...judgeDanger(traces, { probability, type: 'vital_suicide' }, thresholds, isAside),
  ]

  it('believe a rule that speaks clearly, whatever the model thinks', () => {
    expect(judge([{ ...weak, isWeak: false }], 0)).toEqual([['fraude_en_cours', 'clear']])
  })

  it('let the model contradict a weak rule', () => {
    expect(judge([weak], 0.05)).toEqual([])
    expect(judge([weak], 0.2)).toEqual([['fraude_en_cours', 'clear']])
  })

  it('ask between the two thresholds when no rule speaks', () => {
    expect(judge([], 0.95)).toEqual([['vital_suicide', 'clear']])
    expect(judge([], 0.8)).toEqual([['vital_suicide', 'ambiguous']])
    expect(judge([], 0.6)).toEqual([])
  })

  it('must be sure even to ask after an idiom', () => {
    expect(judge([], 0.95, true)).toEqual([['vital_suicide', 'ambiguous']])
    expect(judge([], 0.8, true)).toEqual([])
  })
})

describe('messages never read', () => {
  const caught = (text: string) => detectDangers(text).length > 0

  it('are caught four times in five when they tell a danger', () => {
    const dangers = unseenDanger().filter(({ type }) => type !== NO_DANGER)
    expect(dangers.length).toBeGreaterThan(100)
    expect(dangers.filter(({ text }) => caught(text)).length / dangers.length).toBeGreaterThanOrEqual(0.8)
  })

  it('are left in peace nine times in ten when they only sound like one', () => {
    const lookAlikes = unseenDanger().filter(({ type }) => type === NO_DANGER)
    expect(lookAlikes.length).toBeGreaterThan(70)
    expect(lookAlikes.filter(({ text }) => caught(text)).length / lookAlikes.length).toBeLessThanOrEqual(0.1)
  })

  it('are left in peace when they are ordinary', () => {
    const ordinary = ordinaryUnread()
    expect(ordinary.length).toBeGreaterThan(1000)
    expect(ordinary.filter(caught).length / ordinary.length).toBeLessThanOrEqual(0.015)
  })
})
