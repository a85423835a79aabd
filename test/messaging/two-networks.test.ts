import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startAlerts } from '../../app/alerts/start-alerts.ts'
import { apologise } from '../../app/apologise.ts'
import { createCommit } from '../../app/commit.ts'
import { migrations } from '../../app/open-database.ts'
import { newConversation } from '../../bot/conversation.ts'
import { saveAddress } from '../../handoff/alerts/addresses.ts'
import { applyHandoffEffects } from '../../handoff/apply-effects.ts'
import type { Channel, RawActivity } from '../../messaging/channel.ts'
import { countWaiting } from '../../messaging/count-waiting.ts'
import { startHearingWorker } from '../../messaging/hearing-worker.ts'
import type { Loop } from '../../messaging/loop.ts'
import { createReceive } from '../../messaging/receive.ts'
import { startSender } from '../../messaging/sender.ts'
import type { MessagingTables } from '../../messaging/tables.ts'
import { startTurnWorker } from '../../messaging/turn-worker.ts'
import { openNetworkSettings } from '../../network/settings/open-network-settings.ts'
import { migrate } from '../../store/migrate.ts'
import { openPostgres } from '../../store/open-postgres.ts'
import { openSqlite } from '../../store/open-sqlite.ts'
import { createSecretBox } from '../../store/secret-box.ts'
import type { Store } from '../../store/store.ts'
import { createFreshDatabase, noServer } from '../fresh-database.ts'
import { until } from '../telegram/until.ts'

/** Enough for two houses that took whatever is due to take of each other's. */
const PEOPLE = 20
const box = createSecretBox(Buffer.alloc(32, 7))
const mask = (masked: string) => ({ masked, secrets: [] })
const report = ({ code, error }: { code: string; error: unknown }) => {
  throw new Error(code, { cause: error })
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-networks-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('SQLite', () => {
  // one file, one process: both houses share the store
  twoHouses(async () => {
    const store = openSqlite(join(folder, 'passerelle.db'))
    return { open: async () => store, close: () => store.close() }
  })
})

describe.skipIf(noServer)(`PostgreSQL${noServer ? ` (${noServer})` : ''}`, () => {
  twoHouses(async () => {
    const database = await createFreshDatabase()
    const opened: Store[] = []
    return {
      async open() {
        const store = await openPostgres(database.url, () => {})
        opened.push(store)
        return store
      },
      async close() {
        await Promise.all(opened.map((store) => store.close()))
        await database.drop()
      },
    }
  })
})

function twoHouses(create: () => Promise<{ open(): Promise<Store>; close(): Promise<void> }>): void {
  let database: Awaited<ReturnType<typeof create>>
  let houses: Awaited<ReturnType<typeof openHouse>>[]

  beforeEach(async () => {
    database = await create()
    await migrate(await database.open(), migrations)
    houses = [await openHouse('chene', await database.open()), await openHouse('hetre', await database.open())]
  })
  afterEach(async () => {
    await Promise.all(houses.map((house) => house.stop()))
    await database.close()
  })

  it('of two networks on one database answer and write each to their own people alone', async () => {
    await Promise.all(houses.map((house) => house.hears({ kind: 'text', text: 'bonjour' })))
    await until(() => houses.reduce((all, { said }) => all + said.length, 0) >= 2 * PEOPLE)
    for (const { name, said } of houses)
      expect(said.toSorted()).toEqual(people(name, (person) => `${person} < ${name} répond à « bonjour »`))
  })

  it('of two networks on one database listen each to the voice notes of their own people alone', async () => {
    await Promise.all(houses.map((house) => house.hears({ kind: 'media', media: 'voice', reference: 'note' })))
    await until(() => houses.reduce((all, { said }) => all + said.length, 0) >= 2 * PEOPLE)
    for (const { name, said } of houses)
      expect(said.toSorted()).toEqual(people(name, (person) => `${person} < ${name} répond à « entendu à ${name} »`))
  })

  it('of two networks on one database call each their own mediators alone', async () => {
    await Promise.all(houses.map((house) => house.alarms()))
    await until(() => houses.reduce((all, { told }) => all + told.length, 0) >= 2 * PEOPLE)
    for (const { name, told } of houses)
      expect(told.toSorted()).toEqual(people(name, (person) => `groupe de ${person}`))
  })

  it('of which one wrote in a talk of the other’s before networks were told apart: it leaves by the talk’s own house', async () => {
    const [chene, hetre] = houses
    await chene?.hears({ kind: 'text', text: 'bonjour' })
    await until(() => chene?.said.length === PEOPLE)
    const store = await database.open()
    const db = store.of<MessagingTables>()
    const { id, ...answer } = await db.selectFrom('outbox').selectAll().limit(1).executeTakeFirstOrThrow()
    const late = { ...answer, id: `${id}-late`, network_id: 'hetre', state: 'pending' as const, due_at: 0 }
    await db.insertInto('outbox').values(late).execute()
    await migrations['0018-replies-of-their-conversation']?.up(store.of() as Kysely<unknown>)
    await until(() => chene?.said.length === PEOPLE + 1)
    expect(hetre?.said).toEqual([])
  })

  it('of which one is closed: its people are not counted as waiting at the other', async () => {
    const [chene, hetre] = houses
    await hetre?.stop()
    await hetre?.hears({ kind: 'text', text: 'bonjour' })
    await chene?.hears({ kind: 'text', text: 'bonjour' })
    await until(() => chene?.said.length === PEOPLE)
    const store = await database.open()
    await until(async () => (await countWaiting(store, 'chene', Date.now())).outbox === 0)
    expect(await countWaiting(store, 'chene', Date.now())).toMatchObject({ inbox: 0, oldestMs: 0 })
    expect(await countWaiting(store, 'hetre', Date.now())).toMatchObject({ inbox: PEOPLE })
  })
}

const people = (name: string, line: (person: string) => string): string[] =>
  Array.from({ length: PEOPLE }, (_, index) => line(`${name}-${index}`)).sort()

/** The workers of one network, each answer naming who gave it. */
async function openHouse(name: string, store: Store) {
  const now = () => Date.now()
  const said: string[] = []
  const told: string[] = []
  const channel: Channel = {
    name: 'test',
    capabilities: { buttons: 0, buttonLength: 0, textLength: 4096, serviceWindowHours: null },
    async send(address, { text }) {
      said.push(`${address} < ${text}`)
      return { kind: 'sent', nativeId: null }
    },
    download: async () => ({ body: new ArrayBuffer(1), type: 'audio/ogg' }),
    probe: async () => ({ state: 'up' }),
    stop: async () => {},
  }
  const senses = {
    listens: true,
    reads: false,
    hear: async () => ({ kind: 'words' as const, text: `entendu à ${name}` }),
    stop: async () => {},
  }
  const channels = () => new Map([[channel.name, channel]])
  const shared = { store, box, networkId: name, now, report }
  const loops: Loop[] = [
    startTurnWorker({
      ...shared,
      channels,
      apologise,
      standsAlone: () => false,
      continueHere: async () => 'unknown',
      commit: createCommit(store),
      takeTurn: async ({ state }, activity) => ({
        decision: {
          conversation: { ...newConversation, ...state },
          replies: [
            {
              id: 'test',
              text: `${name} répond à « ${activity.kind === 'text' ? activity.text : activity.kind} »`,
              choices: [],
              question: null,
            },
          ],
          effects: [],
        },
        contentVersion: '',
      }),
    }),
    startHearingWorker({ ...shared, channels, senses, mask }),
    startSender({ ...shared, channels, mask }),
    startAlerts({
      ...shared,
      settings: openNetworkSettings(folder, name),
      publicUrl: null,
      alerters: new Map([
        [
          'telegram-group',
          {
            way: 'telegram-group' as const,
            async send(address: string) {
              told.push(address)
              return { kind: 'sent' as const, nativeId: null }
            },
            probe: async () => ({ state: 'up' as const }),
            stop: async () => {},
          },
        ],
      ]),
    }),
  ]
  const receive = createReceive({ store, box, networkId: name, mask, senses, now })
  return {
    name,
    said,
    told,
    hears: (activity: RawActivity) =>
      receive(
        'test',
        people(name, (person) => person).map((person) => ({ nativeId: person, person, address: person, activity })),
      ),
    async alarms() {
      for (const person of people(name, (one) => one))
        await saveAddress(
          store,
          box,
          { networkId: name, accountId: '', way: 'telegram-group', address: `groupe de ${person}` },
          now(),
        )
      const alarm = { kind: 'alert-mediator' as const, about: 'danger' as const, type: 'suicide' }
      await applyHandoffEffects(store, { networkId: name, conversationId: 'aucune', now: now() }, [alarm])
    },
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()))
    },
  }
}
