import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Channel } from '../../messaging/channel.ts'
import type { MessagingTables } from '../../messaging/tables.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { until } from '../telegram/until.ts'

let house: TestHouse
const sent: string[] = []

/** At a start, and with several processes, the workers run where a channel is not open (yet, or ever). */
beforeAll(async () => {
  house = await openTestHouse(
    {},
    {
      listens: true,
      reads: false,
      hear: async () => ({ kind: 'words', text: 'je veux parler à quelqu’un' }),
      stop: async () => {},
    },
  )
})
afterAll(() => house.close())

const openChannel = (name: string) => {
  const channel: Channel = {
    name,
    capabilities: { buttons: 0, buttonLength: 0, textLength: 1600, serviceWindowHours: null },
    async send(_address, { id }) {
      sent.push(`${name} ${id}`)
      return { kind: 'sent', nativeId: null }
    },
    download: async () => ({ body: new ArrayBuffer(4), type: 'audio/ogg' }),
    probe: async () => ({ state: 'up' }),
    stop: async () => {},
  }
  house.passerelle.channels.set(name, channel)
}

const repliesOn = (channel: string) =>
  house.passerelle.store.of<MessagingTables>().selectFrom('outbox').selectAll().where('channel', '=', channel).execute()

/** Longer than the workers sleep: they have looked. */
const workersLook = () => sleep(1_200)

test('what waits for a channel that opens a moment later is answered then, at the first try', async () => {
  const activity = { kind: 'text' as const, text: 'bonjour' }
  await house.passerelle.receive('tardif', [{ nativeId: '1', person: 'a', address: 'a', activity }])
  await workersLook()
  openChannel('tardif')
  await until(() => sent.some((line) => line.startsWith('tardif')), 10_000)
  await until(async () => (await repliesOn('tardif')).every(({ state }) => state === 'sent'))
  const tries = (await repliesOn('tardif')).map(({ attempts, error }) => [attempts, error])
  expect(tries).toEqual(tries.map(() => [1, null]))
})

test('an answer already written waits for its channel too', async () => {
  openChannel('ferme')
  const person = { person: 'b', address: 'b' }
  const text = (words: string) => ({ kind: 'text' as const, text: words })
  await house.passerelle.receive('ferme', [{ nativeId: '1', ...person, activity: text('bonjour') }])
  await until(async () => (await repliesOn('ferme')).some(({ state }) => state === 'sent'))
  house.passerelle.channels.delete('ferme')
  const [first] = await repliesOn('ferme')
  if (!first) throw new Error('Nothing was answered.')
  const again = {
    ...first,
    id: `${first.id}-again`,
    state: 'pending' as const,
    attempts: 0,
    due_at: house.passerelle.now(),
  }
  await house.passerelle.store.of<MessagingTables>().insertInto('outbox').values(again).execute()
  await workersLook()
  openChannel('ferme')
  await until(() => sent.filter((line) => line.startsWith('ferme')).length === 2, 10_000)
})

test('a voice note is heard once its channel can give it', async () => {
  const activity = { kind: 'media' as const, media: 'voice' as const, reference: 'note' }
  await house.passerelle.receive('sourd', [{ nativeId: '1', person: 'c', address: 'c', activity }])
  await workersLook()
  openChannel('sourd')
  await until(() => sent.includes('sourd media.heard-voice'), 10_000)
})

test('what no process could serve for half an hour is tried all the same, and says why it cannot leave', async () => {
  const [first] = await repliesOn('tardif')
  if (!first) throw new Error('Nothing was answered.')
  const due_at = house.passerelle.now() - 31 * 60_000
  const orphan = { ...first, id: `${first.id}-orphan`, channel: 'disparu', state: 'pending' as const, due_at }
  await house.passerelle.store.of<MessagingTables>().insertInto('outbox').values(orphan).execute()
  await until(async () => (await repliesOn('disparu'))[0]?.error === 'the channel disparu is not on')
})
