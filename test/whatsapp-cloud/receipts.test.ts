import { afterEach, beforeEach, expect, test } from 'vitest'
import { until } from '../telegram/until.ts'
import { type GraphStub, openGraph, wordsOf } from './graph-stub.ts'
import { personNumbered, says, statuses, text } from './webhooks.ts'
import { openWhatsAppHouse, type WhatsAppHouse } from './whatsapp-house.ts'

let stub: GraphStub
let house: WhatsAppHouse
const person = personNumbered(1)
const HOUR_MS = 3_600_000

beforeEach(async () => {
  stub = await openGraph()
  house = await openWhatsAppHouse(stub)
})
afterEach(async () => {
  await house.close()
  await stub.close()
})

const words = () => stub.sentTo(person).map(wordsOf)

test('the 24 hours run from the person’s own last message, however late it reached us', async () => {
  const { passerelle } = house
  await stub.post(says(person, passerelle.now() - 30 * HOUR_MS, text('bonjour')))
  await house.settled()
  expect(words()).toEqual([])
  expect((await house.outbox())[0]).toMatchObject({ state: 'dead', error: expect.stringMatching(/^131047/) })
  await house.hears(person, text('toujours là ?'))
  expect(words().length).toBeGreaterThan(0)
})

test('a line cut after Meta took the message: its receipt settles it, and it is not said twice', async () => {
  stub.fail('cut-once-done')
  await house.hears(person, text('bonjour'))
  await until(async () => (await house.outbox()).every(({ state }) => state === 'sent'))
  await house.wait('10 minutes')
  expect(new Set(words()).size).toBe(words().length)
  expect(words().length).toBeGreaterThan(1)
})

test('a line cut before Meta took it, and no receipt: it is said again after two minutes, not before', async () => {
  stub.fail('cut')
  await stub.post(says(person, house.passerelle.now(), text('bonjour')))
  await until(async () => (await house.outbox())[0]?.error?.includes('waiting for its receipt') ?? false)
  const [first] = await house.outbox()
  expect((first?.due_at ?? 0) - house.passerelle.now()).toBeGreaterThan(100_000)
  expect(words()).toEqual([])
  await house.wait('3 minutes').catch(() => {})
  await until(async () => (await house.outbox()).every(({ state }) => state === 'sent'))
  expect(words()[0]).toContain('un robot')
  expect(new Set(words()).size).toBe(words().length)
})

test('Meta takes our messages and nothing comes back: deaf, and said so', async () => {
  stub.graph.receipts = false
  await house.hears(person, text('bonjour'))
  expect(await house.channel.probe()).toEqual({ state: 'up' })
  await house.wait('11 minutes')
  expect(await house.channel.probe()).toMatchObject({ state: 'down', advice: expect.stringContaining('« messages »') })
  const { id } = stub.sentTo(person).at(-1) ?? { id: '' }
  await stub.post(statuses({ id, status: 'delivered', to: person.number, at: house.passerelle.now() }))
  await house.wait('2 minutes')
  expect(await house.channel.probe()).toEqual({ state: 'up' })
})
