import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newConversation } from '../../bot/conversation.ts'
import { type MessagingTables, messagingMigrations } from '../../messaging/tables.ts'
import { migrate } from '../../store/migrate.ts'
import { type Announcement, NEVER, type Store } from '../../store/store.ts'

/** A database of its own; `open` gives one more process's view of it. */
export interface StoreUnderTest {
  open(): Promise<Store>
  close(): Promise<void>
}

const CLAIMERS = 8
const ROWS = 4000
const NOW = 1_000_000

/** What any database behind `Store` must do, whoever wrote it. */
export function storeContract(create: () => Promise<StoreUnderTest>): void {
  let database: StoreUnderTest
  let store: Store
  beforeEach(async () => {
    database = await create()
    store = await database.open()
    await migrate(store, messagingMigrations)
  })
  afterEach(() => database.close())

  const at: At = {
    get database() {
      return database
    },
    get store() {
      return store
    },
  }

  describe('a claim', () => claimContract(at))
  describe('a transaction', () => transactionContract(at))

  it('gives times and counts back as numbers', async () => {
    await addConversations(store, 3)
    const row = await store
      .of<MessagingTables>()
      .selectFrom('conversations')
      .select((select) => [select.fn.max('due_at').as('due'), select.fn.countAll().as('count')])
      .executeTakeFirst()
    expect(row).toEqual({ due: NOW - 1000, count: 3 })
  })

  it('tells every process what was announced, until it stops listening', async () => {
    const other = await database.open()
    const heard: Announcement[] = []
    const stop = other.listen((announcement) => heard.push(announcement))
    await announceUntil(store, 'first', () => heard.some(({ id }) => id === 'first'))
    stop()
    const before = heard.length
    store.announce({ topic: 'queue', id: 'second' })
    await sleep(100)
    expect(heard.length).toBe(before)
  })

  it('comes up to date once, however many processes start together', async () => {
    const fresh = await create()
    const stores = await Promise.all([1, 2, 3, 4].map(() => fresh.open()))
    await Promise.all(stores.map((one) => migrate(one, messagingMigrations)))
    expect(await rowsOf(stores[0] as Store)).toEqual([])
    await fresh.close()
  })
}

/** What is under test now: made anew before each. */
interface At {
  readonly database: StoreUnderTest
  readonly store: Store
}

function claimContract(at: At) {
  it(`gives each of ${ROWS} rows to one of ${CLAIMERS} claimers, and none twice`, async () => {
    await addConversations(at.store, ROWS)
    const taken = await Promise.all(
      Array.from({ length: CLAIMERS }, async (_, index) => {
        const claimer = await at.database.open()
        const mine: string[] = []
        for (;;) {
          const by = `claimer-${index}`
          const ids = await claimer.claim({
            table: 'conversations',
            networkId: 'n',
            now: NOW,
            until: NOW + 1000,
            by,
            limit: 8,
          })
          expect(ids.length).toBeLessThanOrEqual(8)
          if (ids.length === 0) return mine
          mine.push(...ids)
        }
      }),
    )
    const all = taken.flat()
    expect(all.length).toBe(ROWS)
    expect(new Set(all).size).toBe(ROWS)
  })

  it('gives messages of one conversation one at a time, in the order they were written', async () => {
    await addConversations(at.store, 50)
    await addReplies(at.store, 50, 8)
    const seen: { id: string; conversation: string }[] = []
    const away = new Set<string>()
    await Promise.all(
      Array.from({ length: CLAIMERS }, async () => {
        const claimer = await at.database.open()
        for (let empty = 0; empty < 20; ) {
          const ids = await claimer.claim({
            table: 'outbox',
            networkId: 'n',
            now: NOW,
            until: NOW + 1000,
            by: 'one',
            limit: 16,
          })
          empty = ids.length === 0 ? empty + 1 : 0
          for (const id of ids) {
            const conversation = id.slice(0, 'c00000'.length)
            expect(away.has(conversation)).toBe(false)
            away.add(conversation)
            seen.push({ id, conversation })
          }
          await sleep(1)
          for (const id of ids) {
            away.delete(id.slice(0, 'c00000'.length))
            await outbox(claimer).set({ due_at: NEVER }).where('id', '=', id).execute()
          }
        }
      }),
    )
    expect(seen.length).toBe(400)
    for (let index = 0; index < 50; index++) {
      const ids = seen.filter(({ conversation }) => conversation === conversationId(index)).map(({ id }) => id)
      expect(ids).toEqual(ids.toSorted())
    }
  })

  it('is void once its time has passed, and not before', async () => {
    await addConversations(at.store, 1)
    const claim = { table: 'conversations', networkId: 'n', by: 'a', limit: 1 } as const
    expect(await at.store.claim({ ...claim, now: NOW, until: NOW + 10 })).toEqual(['c00000'])
    expect(await at.store.claim({ ...claim, now: NOW + 5, until: NOW + 20 })).toEqual([])
    expect(await at.store.claim({ ...claim, now: NOW + 11, until: NOW + 20 })).toEqual(['c00000'])
  })

  it('leaves alone what is not due', async () => {
    await addConversations(at.store, 1)
    const claim = { table: 'conversations', networkId: 'n', by: 'a', limit: 1 } as const
    expect(await at.store.claim({ ...claim, now: NOW - 1001, until: NOW })).toEqual([])
  })

  it('leaves alone what is another network’s', async () => {
    await addConversations(at.store, 1)
    await addReplies(at.store, 1, 1)
    const claim = { by: 'a', limit: 8, now: NOW, until: NOW + 10 } as const
    for (const table of ['conversations', 'outbox'] as const) {
      expect(await at.store.claim({ ...claim, table, networkId: 'another' })).toEqual([])
      expect(await at.store.claim({ ...claim, table, networkId: 'n' })).toHaveLength(1)
    }
  })
}

function transactionContract(at: At) {
  it('that throws leaves nothing', async () => {
    await addConversations(at.store, 1)
    const failing = at.store.transaction(async (handle) => {
      await conversations(handle).set({ status: 'closed' }).execute()
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    expect((await rowsOf(at.store))[0]?.status).toBe('with-bot')
  })

  it('is seen by everyone once it ends, and by nobody before', async () => {
    await addConversations(at.store, 1)
    const other = await at.database.open()
    await at.store.transaction(async (handle) => {
      await conversations(handle).set({ status: 'closed' }).execute()
      if (other !== at.store) expect((await rowsOf(other))[0]?.status).toBe('with-bot')
    })
    expect((await rowsOf(other))[0]?.status).toBe('closed')
  })

  it('side by side with others loses no update', async () => {
    await addConversations(at.store, 1)
    const stores = await Promise.all([1, 2, 3, 4].map(() => at.database.open()))
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        stores[index % 4]?.transaction(async (handle) => {
          await conversations(handle).set({ erasing: sql`erasing + 1` }).execute()
        }),
      ),
    )
    expect((await rowsOf(at.store))[0]?.erasing).toBe(40)
  })
}

/** Announcements may be lost while a connection is made: what counts is that they come through again. */
export async function announceUntil(store: Store, id: string, heard: () => boolean): Promise<void> {
  for (let tries = 0; tries < 300 && !heard(); tries++) {
    store.announce({ topic: 'queue', id })
    await sleep(50)
  }
  expect(heard()).toBe(true)
}

type Handle = Pick<Store, 'of'>
const conversationId = (index: number) => `c${String(index).padStart(5, '0')}`
const conversations = (handle: Handle) => handle.of<MessagingTables>().updateTable('conversations')
const outbox = (handle: Handle) => handle.of<MessagingTables>().updateTable('outbox')
const rowsOf = (handle: Handle) => handle.of<MessagingTables>().selectFrom('conversations').selectAll().execute()

async function addConversations(store: Store, count: number) {
  const base = {
    network_id: 'n',
    channel: 'test',
    address: null,
    status: 'with-bot',
    state: JSON.stringify(newConversation),
    content_version: '',
    created_at: 0,
    updated_at: 0,
    closed_at: null,
    erasing: 0,
    due_at: NOW - 1000,
    claimed_by: '',
    claimed_until: 0,
  }
  const rows = Array.from({ length: count }, (_, index) => ({
    ...base,
    id: conversationId(index),
    person_hash: String(index),
  }))
  for (let at = 0; at < rows.length; at += 500)
    await store
      .of<MessagingTables>()
      .insertInto('conversations')
      .values(rows.slice(at, at + 500))
      .execute()
}

async function addReplies(store: Store, people: number, each: number) {
  const rows = Array.from({ length: people * each }, (_, index) => ({
    id: `${conversationId(index % people)}-${Math.floor(index / people)}`,
    network_id: 'n',
    conversation_id: conversationId(index % people),
    channel: 'test',
    reply: '{}',
    state: 'pending' as const,
    attempts: 0,
    native_id: null,
    error: null,
    created_at: 0,
    sent_at: null,
    // later messages due earlier: order is by writing, never by luck
    due_at: NOW - index,
    claimed_by: '',
    claimed_until: 0,
  }))
  await store.of<MessagingTables>().insertInto('outbox').values(rows).execute()
}
