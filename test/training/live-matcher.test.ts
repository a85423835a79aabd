import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { migrations } from '../../app/open-database.ts'
import { type LiveMatcher, openLiveMatcher } from '../../app/training/open-live-matcher.ts'
import type { Train } from '../../app/training/train-in-worker.ts'
import type { TrainingOrder } from '../../app/training/training-worker.ts'
import { writeModel } from '../../intents/matcher/model-file.ts'
import { trainOnce } from '../../intents/matcher/train.ts'
import { LABELLED_SET_OPTIONS } from '../../intents/matcher/train-options.ts'
import { addPhrase, readPhrases, readTraining, removePhrase } from '../../knowledge-base/phrases.ts'
import { migrate } from '../../store/migrate.ts'
import { openSqlite } from '../../store/open-sqlite.ts'
import type { Store } from '../../store/store.ts'

const COUPON = 'mon coupon colibri il vient quand'
const report = vi.fn()

let folder: string
let store: Store
let small: string
let opened: LiveMatcher[]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-live-'))
  store = openSqlite(join(folder, 'house.db'))
  await migrate(store, migrations)
  small = join(folder, 'small')
  const other = { text: 'je veux voter', topic: 'papiers.election.inscription' }
  writeModel(small, trainOnce([{ text: COUPON, topic: 'caf.rdv' }, other], LABELLED_SET_OPTIONS))
  opened = []
  report.mockReset()
})

afterEach(async () => {
  for (const matcher of opened) await matcher.stop()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Stands in for half a minute of training: gives the small model, or refuses. */
function trainer(outcome: 'learnt' | 'refused' | 'dies' = 'learnt') {
  const orders: TrainingOrder[] = []
  const train: Train = (order) => {
    orders.push(order)
    if (outcome === 'learnt') cpSync(small, order.path)
    const shortfall = { figure: 'catalogue.rightFirst', got: 80.5, floor: 91 }
    const reply =
      outcome === 'dies'
        ? Promise.reject(new Error('no memory'))
        : Promise.resolve(outcome === 'learnt' ? { kind: outcome } : { kind: outcome, shortfall })
    return { reply, stop: async () => {} }
  }
  return { train, orders }
}

async function open(train: Train, patience = { mine: 1, others: 60_000 }): Promise<LiveMatcher> {
  const matcher = await openLiveMatcher({
    store,
    networkId: 'chene',
    dataDir: folder,
    now: () => 5,
    report,
    train,
    patience,
  })
  opened.push(matcher)
  return matcher
}

const add = (text = COUPON) => addPhrase(store, 'chene', 'lea', { topic: 'caf.rdv', text }, 1)
const bestOf = (matcher: LiveMatcher) => matcher.match(COUPON).candidates[0]?.topic
const outcome = async () => (await readTraining(store, 'chene'))?.outcome

describe('the live matcher', () => {
  it('is the committed one while nobody added a phrase, and trains nothing', async () => {
    const { train, orders } = trainer()
    const matcher = await open(train)
    await matcher.refresh(true)
    expect(matcher.match("j'ai perdu ma carte vitale").topic).toBe('sante.carte_vitale.perdue')
    expect(orders).toEqual([])
  })

  it('learns a phrase of the network, under the hand of its console, and serves the new model', async () => {
    const { train, orders } = trainer()
    const matcher = await open(train)
    expect(bestOf(matcher)).not.toBe('caf.rdv')
    await add()
    await matcher.refresh(true)
    await vi.waitFor(() => expect(bestOf(matcher)).toBe('caf.rdv'))
    expect(orders.map(({ hand, phrases }) => [hand, phrases.map(({ text }) => text)])).toEqual([
      ['console:chene', [COUPON]],
    ])
    expect(await outcome()).toBe('learnt')
  })

  it('keeps the model it has when the new one falls under the floor, and says what fell', async () => {
    const { train, orders } = trainer('refused')
    const matcher = await open(train)
    const before = bestOf(matcher)
    await add()
    await matcher.refresh(true)
    await vi.waitFor(async () => expect(await outcome()).toBe('refused'))
    expect((await readTraining(store, 'chene'))?.shortfall).toEqual({
      figure: 'catalogue.rightFirst',
      got: 80.5,
      floor: 91,
    })
    expect(bestOf(matcher)).toBe(before)
    await matcher.refresh(true)
    expect(orders).toHaveLength(1)
  })

  it('says so when training dies, and goes on answering', async () => {
    const matcher = await open(trainer('dies').train)
    await add()
    await matcher.refresh(true)
    await vi.waitFor(async () => expect(await outcome()).toBe('failed'))
    expect(report).toHaveBeenCalledWith(expect.objectContaining({ code: 'training.failed' }))
    expect(matcher.match("j'ai perdu ma carte vitale").topic).toBe('sante.carte_vitale.perdue')
  })
})

describe('the live matcher, among others and in time,', () => {
  it('finds the model another process of the house made, and trains no second one', async () => {
    const first = trainer()
    const second = trainer()
    const mine = await open(first.train)
    const other = await open(second.train)
    await add()
    store.announce({ topic: 'phrases', id: 'chene' })
    await mine.refresh(true)
    await vi.waitFor(() => expect(bestOf(other)).toBe('caf.rdv'))
    expect(second.orders).toEqual([])
  })

  it('serves what it learnt again after a restart, without training', async () => {
    const { train } = trainer()
    const matcher = await open(train)
    await add()
    await matcher.refresh(true)
    await vi.waitFor(async () => expect(await outcome()).toBe('learnt'))
    await matcher.stop()
    const again = trainer()
    expect(bestOf(await open(again.train))).toBe('caf.rdv')
    expect(again.orders).toEqual([])
  })

  it('forgets at once when the last phrase is taken away, and keeps one model at most', async () => {
    const { train } = trainer()
    const matcher = await open(train)
    await add()
    await matcher.refresh(true)
    await vi.waitFor(() => expect(bestOf(matcher)).toBe('caf.rdv'))
    await add('et mon coupon alors')
    await matcher.refresh(true)
    await vi.waitFor(async () => expect(readdirSync(join(folder, 'models'))).toHaveLength(1))
    for (const { id } of await readPhrases(store, 'chene')) await removePhrase(store, 'chene', id)
    await matcher.refresh(true)
    expect(bestOf(matcher)).not.toBe('caf.rdv')
  })

  it('trains nothing once it is stopped', async () => {
    const { train, orders } = trainer()
    const matcher = await open(train, { mine: 20, others: 20 })
    await add()
    await matcher.refresh(true)
    await matcher.stop()
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(orders).toEqual([])
    expect(existsSync(join(folder, 'models'))).toBe(false)
  })
})

describe('phrases', () => {
  it('are kept once a topic, and belong to their network', async () => {
    expect(await add()).toEqual({ kind: 'added' })
    expect(await add()).toEqual({ kind: 'known' })
    expect(await readPhrases(store, 'hetre')).toEqual([])
  })
})
