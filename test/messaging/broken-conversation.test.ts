import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MessagingTables } from '../../messaging/tables.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { until } from '../telegram/until.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

test('a conversation that cannot even be read holds nobody else up', async () => {
  const { receive, store } = house.passerelle
  const db = store.of<MessagingTables>()
  const write = (person: string, nativeId: string) =>
    receive('test', [{ nativeId, person, address: person, activity: { kind: 'text', text: 'bonjour' } }])
  await write('cassée', '1')
  await until(() => house.sent.has('cassée'))
  // due before everyone else's, each time
  await db.updateTable('conversations').set({ state: '{', due_at: 0 }).execute()
  await write('après', '2')
  await until(() => house.sent.has('après'), 10_000)
  expect(house.sent.get('après')?.[0]?.id).toBe('welcome.robot')
  await db.deleteFrom('conversations').where('state', '=', '{').execute()
})
