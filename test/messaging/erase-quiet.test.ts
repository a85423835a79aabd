import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrations } from '../../app/open-database.ts'
import { eraseQuietConversations } from '../../messaging/erase.ts'
import { createReceive } from '../../messaging/receive.ts'
import type { MessagingTables } from '../../messaging/tables.ts'
import { migrate } from '../../store/migrate.ts'
import { openSqlite } from '../../store/open-sqlite.ts'
import { createSecretBox } from '../../store/secret-box.ts'
import type { Store } from '../../store/store.ts'

const DAY_MS = 86_400_000
const now = 100 * DAY_MS
const folder = mkdtempSync(join(tmpdir(), 'passerelle-quiet-'))
let store: Store

beforeAll(async () => {
  store = openSqlite(join(folder, 'passerelle.db'))
  await migrate(store, migrations)
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const change = (set: Partial<MessagingTables['conversations']>) =>
  store.of<MessagingTables>().updateTable('conversations').set(set).execute()
const rows = async () => {
  const db = store.of<MessagingTables>()
  const conversations = await db.selectFrom('conversations').select('id').execute()
  const waiting = await db.selectFrom('inbox').select('activity').where('state', '=', 'pending').execute()
  return [conversations.length, waiting.map(({ activity }) => JSON.parse(activity).text)]
}

test('somebody who writes again after a month is not erased before they are answered', async () => {
  const receive = createReceive({
    store,
    box: createSecretBox(Buffer.alloc(32, 7)),
    networkId: 'n',
    mask: (masked) => ({ masked, secrets: [] }),
    senses: { listens: false, reads: false, hear: async () => ({ kind: 'words', text: '' }), stop: async () => {} },
    now: () => now,
  })
  await receive('test', [{ nativeId: '1', person: 'a', address: 'a', activity: { kind: 'text', text: 'me revoilà' } }])
  // as it is between the message and its turn: the last turn was long ago
  await change({ updated_at: now - 31 * DAY_MS })
  expect(await eraseQuietConversations(store, 'n', { before: now - 30 * DAY_MS, now })).toBe(0)
  expect(await rows()).toEqual([1, ['me revoilà']])
})

test('a talk quiet for a month is erased whole, whatever was promised in it for later', async () => {
  await change({ due_at: now + DAY_MS })
  expect(await eraseQuietConversations(store, 'n', { before: now - 30 * DAY_MS, now })).toBe(1)
  expect(await rows()).toEqual([0, ['']])
  expect(await store.of<MessagingTables>().selectFrom('transcript').select('id').execute()).toEqual([])
})
