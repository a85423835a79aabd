import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { trainInWorker } from '../../app/training/train-in-worker.ts'
import { createMatcher } from '../../intents/matcher/match.ts'
import { readModel } from '../../intents/matcher/model-file.ts'
import { MODEL_PATH } from '../../intents/matcher/train-cli.ts'

const MINUTES = 60_000
/** Words the catalogue has never seen, so that only this phrase can teach them. */
const PHRASE = 'il veut mon coupon colibri au guichet'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-training-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a phrase is learnt in a thread, while this one goes on answering', { timeout: 15 * MINUTES }, async () => {
  const committed = createMatcher(readModel(MODEL_PATH))
  expect(committed.match(PHRASE).candidates[0]?.topic).not.toBe('aide.lieu_proche')
  const path = join(folder, 'learnt.model')
  const phrases = [{ topic: 'aide.lieu_proche', text: PHRASE }]
  const { reply } = trainInWorker({ phrases, hand: 'console:chene', path })
  let answered = 0
  const answering = setInterval(() => {
    committed.match("j'ai perdu ma carte vitale")
    answered++
  }, 20)
  try {
    expect(await reply).toEqual({ kind: 'learnt' })
  } finally {
    clearInterval(answering)
  }
  expect(answered).toBeGreaterThan(100)
  const learnt = createMatcher(readModel(path))
  expect(learnt.match(PHRASE).candidates[0]?.topic).toBe('aide.lieu_proche')
  expect(learnt.match("j'ai perdu ma carte vitale").topic).toBe('sante.carte_vitale.perdue')
})

test('phrases given to the wrong topics are not learnt at the price of the rest', {
  timeout: 15 * MINUTES,
}, async () => {
  const { loadCatalogue } = await import('../../intents/catalogue/load-catalogue.ts')
  // a curator's bad day: 400 phrases of the catalogue, all given to one topic
  const phrases = loadCatalogue()
    .phrases.filter((_, at) => at % 28 === 0)
    .map(({ text }) => ({ text, topic: 'num.ia' }))
  const path = join(folder, 'refused.model')
  const { reply } = trainInWorker({ phrases, hand: 'console:chene', path })
  expect(await reply).toMatchObject({ kind: 'refused' })
  expect(existsSync(path)).toBe(false)
})
