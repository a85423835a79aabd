import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SendContext, SendOutcome } from '../../messaging/channel.ts'
import { isHeardBack } from '../../messaging/is-heard-back.ts'
import type { MessagingTables } from '../../messaging/tables.ts'
import { createTakeReceipts } from '../../messaging/take-receipts.ts'
import { maskSecrets } from '../../safety/secrets/mask-secrets.ts'
import { openTestHouse, settle, type TestHouse } from '../house.ts'
import { until } from '../telegram/until.ts'

let house: TestHouse
let sends: SendContext[]
let next: ((context: SendContext) => Promise<SendOutcome>) | null

beforeEach(async () => {
  house = await openTestHouse()
  sends = []
  next = null
  const test = house.passerelle.channels.get('test')
  if (!test) throw new Error('The test channel is not open.')
  house.passerelle.channels.set('test', {
    ...test,
    send: async (_address, _reply, context) => {
      sends.push(context)
      return next ? next(context) : { kind: 'sent', nativeId: `native-${context.key}` }
    },
  })
})
afterEach(() => house.close())

const take = () =>
  createTakeReceipts({
    store: house.passerelle.store,
    networkId: 'passerelle',
    mask: maskSecrets,
    now: house.passerelle.now,
  })
const db = () => house.passerelle.store.of<MessagingTables>()
const rows = () => db().selectFrom('outbox').selectAll().orderBy('id').execute()
const heardAt = async () =>
  (await db().selectFrom('conversations').select('heard_at').executeTakeFirstOrThrow()).heard_at

test('what was taken and then failed is a dead letter, with its reason', async () => {
  await house.newPerson().sends({ kind: 'text', text: 'bonjour' })
  const [first] = await rows()
  await take()('test', [{ nativeId: first?.native_id ?? '', key: null, failure: '131026 Message undeliverable' }])
  expect((await rows())[0]).toMatchObject({ state: 'dead', error: '131026 Message undeliverable' })
  await take()('test', [{ nativeId: first?.native_id ?? '', key: null, failure: null }])
  expect((await rows())[0]?.state).toBe('dead')
})

test('a receipt settles a send nobody answered: it is not sent again, and the next one leaves', async () => {
  next = async () => ({ kind: 'later', reason: 'no answer', retryAfterMs: 3_600_000 })
  await house.passerelle.receive('test', [
    { nativeId: '1', person: 'p', address: 'p', activity: { kind: 'text', text: 'bonjour' } },
  ])
  await until(async () => (await rows())[0]?.error === 'no answer')
  expect(sends).toHaveLength(1)
  next = null
  await take()('test', [{ nativeId: 'native-1', key: sends[0]?.key ?? '', failure: null }])
  await settle(house.passerelle)
  const [first, ...others] = await rows()
  expect(first).toMatchObject({ state: 'sent', native_id: 'native-1', error: null })
  expect(others.length).toBeGreaterThan(0)
  expect(others.every(({ state }) => state === 'sent')).toBe(true)
  expect(new Set(sends.map(({ key }) => key)).size).toBe(sends.length)
})

test('a receipt quicker than the answer to the send is not written over by it', async () => {
  next = async ({ key }) => {
    await take()('test', [{ nativeId: `native-${key}`, key, failure: '131026 Message undeliverable' }])
    return { kind: 'sent', nativeId: `native-${key}` }
  }
  await house.newPerson().sends({ kind: 'text', text: 'bonjour' })
  expect((await rows()).every(({ state, error }) => state === 'dead' && error?.startsWith('131026'))).toBe(true)
})

test('receipts of another channel or of nothing we know are left', async () => {
  await house.newPerson().sends({ kind: 'text', text: 'bonjour' })
  const before = await rows()
  await take()('ailleurs', [{ nativeId: before[0]?.native_id ?? '', key: before[0]?.id ?? '', failure: 'x' }])
  await take()('test', [{ nativeId: 'inconnu', key: null, failure: 'x' }])
  expect(await rows()).toEqual(before)
})

test('a platform that takes messages and is never heard of again is noticed after ten minutes', async () => {
  const { store, now } = house.passerelle
  const heardBack = () => isHeardBack(store, 'passerelle', 'test', now())
  await house.newPerson().sends({ kind: 'text', text: 'bonjour' })
  expect(await heardBack()).toBe(true)
  await house.wait('11 minutes')
  expect(await heardBack()).toBe(false)
  const [first] = await rows()
  await take()('test', [{ nativeId: first?.native_id ?? '', key: null, failure: null }])
  expect(await heardBack()).toBe(true)
})

test('a send is told when the person last wrote, by their platform’s clock, and a late message does not set it back', async () => {
  const { receive, now } = house.passerelle
  const at = now() - 3_600_000
  const say = (nativeId: string, at: number) =>
    receive('test', [{ nativeId, person: 'p', address: 'p', activity: { kind: 'text', text: 'bonjour' }, at }])
  await say('1', at)
  await until(() => sends.length > 0)
  expect(sends[0]?.heardAt).toBe(at)
  await say('2', at - 60_000)
  expect(await heardAt()).toBe(at)
  await say('3', at + 60_000)
  expect(await heardAt()).toBe(at + 60_000)
  // a clock ahead of ours opens no window longer than it is
  await say('4', now() + 86_400_000)
  expect(await heardAt()).toBeLessThanOrEqual(now())
})
