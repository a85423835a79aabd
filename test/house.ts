import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTicketActions } from '../app/actions/tickets.ts'
import { readConfig } from '../app/config.ts'
import { createLog } from '../app/log.ts'
import type { OpenSenses } from '../app/open-senses.ts'
import { openPasserelle, type Passerelle } from '../app/passerelle.ts'
import type { Conversation } from '../bot/conversation.ts'
import type { Reply } from '../bot/reply.ts'
import { signOffDuty, signOnDuty } from '../handoff/desk.ts'
import type { HandoffTables } from '../handoff/tables.ts'
import { addWorkshop } from '../handoff/workshops/workshops.ts'
import type { Channel, RawActivity } from '../messaging/channel.ts'
import type { MessagingTables } from '../messaging/tables.ts'
import type { Account } from '../network/people/accounts.ts'
import type { NeedsTables } from '../unmet-needs/tables.ts'
import { createFreshDatabase, server } from './fresh-database.ts'

/** A whole house on a database of its own, with a clock the test moves and a channel that keeps what was sent. */
export type TestHouse = Awaited<ReturnType<typeof openTestHouse>>

/** Monday 2 November 2026, 10:00 in Paris: an ordinary working morning. */
const START = Date.UTC(2026, 10, 2, 9, 0)
/** a second channel, where a conversation may go on */
export const ELSEWHERE = 'ailleurs'
const UNITS: Record<string, number> = { minute: 60_000, heure: 3_600_000, jour: 86_400_000 }

/** Open every weekday morning, one place with a code, two partners: one in the same database, one elsewhere. */
async function furnishNetwork(passerelle: Passerelle): Promise<void> {
  const everyMorning = [{ from: '09:00', to: '12:00' }]
  await passerelle.settings.update('passerelle', (settings) => ({
    ...settings,
    openingHours: {
      ...settings.openingHours,
      monday: everyMorning,
      tuesday: everyMorning,
      wednesday: everyMorning,
      thursday: everyMorning,
      friday: everyMorning,
    },
    partners: [
      {
        id: 'voisin',
        name: 'le Réseau du Hêtre',
        covers: 'la Creuse',
        contact: { label: 'Réseau du Hêtre', phone: '05 00 00 00 00', cost: 'prix d’un appel normal' },
        network: 'hetre',
      },
      {
        id: 'hub',
        name: 'le Hub du Tilleul',
        covers: 'toute la région',
        contact: { label: 'Hub du Tilleul, accueil', email: 'accueil@hub-tilleul.example' },
      },
    ],
    structures: [{ id: 'mediatheque', name: 'la Médiathèque du Chêne', commune: 'Bellac', postcode: '87300' }],
  }))
}

export async function openTestHouse(environment: Record<string, string> = {}, senses?: OpenSenses) {
  const dataDir = mkdtempSync(join(tmpdir(), 'passerelle-test-'))
  let offset = START - Date.now()
  const now = () => Date.now() + offset
  // with TEST_DATABASE_URL the same house stands on PostgreSQL, unless TEST_HOUSE=sqlite
  const onSqlite = server === null || process.env.TEST_HOUSE === 'sqlite'
  const database = onSqlite ? null : await createFreshDatabase()
  const config = readConfig({
    DATA_DIR: dataDir,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'silent',
    ...(database && { DATABASE_URL: database.url }),
    ...environment,
  })
  const level = environment.TEST_LOG ?? process.env.TEST_LOG ?? 'silent'
  const passerelle = await openPasserelle(config, createLog(level, environment.TEST_LOG_FILE), now, senses)
  await furnishNetwork(passerelle)
  const own = passerelle.settings.get('passerelle')
  if (own) await passerelle.settings.replace({ ...own, id: 'hetre', name: 'Réseau du Hêtre', partners: [] })
  const sent = new Map<string, Reply[]>()
  const platform = (name: string): Channel => ({
    name,
    capabilities: { buttons: 0, buttonLength: 0, textLength: 4096, serviceWindowHours: null },
    async send(address, reply) {
      sent.set(address, [...(sent.get(address) ?? []), reply])
      return { kind: 'sent', nativeId: null }
    },
    probe: async () => ({ state: 'up' }),
    stop: async () => {},
  })
  for (const name of ['test', ELSEWHERE]) passerelle.channels.set(name, platform(name))
  const mediator: Account = {
    id: 'mediatrice',
    networkId: 'passerelle',
    login: 'nadia',
    firstName: 'Nadia',
    role: 'mediator',
    disabled: false,
  }
  let people = 0

  const house = {
    passerelle,
    newPerson: (channel = 'test') => newPerson(house, `personne-${++people}`, channel),
    sent,
    mediator,
    needs: () => passerelle.store.of<NeedsTables>().selectFrom('needs').selectAll().execute(),
    addWorkshop: (title: string, commune: string, inDays: number) =>
      addWorkshop(
        passerelle.store,
        'passerelle',
        { title, place: 'la salle des fêtes', commune, startsAt: now() + inDays * 86_400_000, seats: 8 },
        now(),
      ),
    async lastAlert() {
      const row = await passerelle.store
        .of<HandoffTables>()
        .selectFrom('alerts')
        .select('type')
        .orderBy('id', 'desc')
        .executeTakeFirst()
      return row?.type ?? null
    },
    async setOnDuty(on: boolean) {
      if (on) await signOnDuty(passerelle.store, 'passerelle', mediator.id, now())
      else await signOffDuty(passerelle.store, mediator.id)
    },
    async wait(text: string) {
      const [, count, unit] = /^(\d+) (minute|heure|jour)s?$/.exec(text) ?? []
      if (!count || !unit) throw new Error(`Attendre : « ${text} » n’est pas une durée.`)
      offset += Number(count) * (UNITS[unit] ?? 0)
      await settle(passerelle)
    },
    isWrittenAnywhere: (piece: string) =>
      readdirSync(dataDir, { recursive: true, withFileTypes: true }).some(
        (file) => file.isFile() && readFileSync(join(file.parentPath, file.name)).includes(piece),
      ),
    async close() {
      await passerelle.stop()
      await database?.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  return house
}

/** Waits until nothing is due: every message answered, every reply sent. */
export async function settle({ store, now }: Passerelle): Promise<void> {
  const db = store.of<MessagingTables>()
  for (let tries = 0; tries < 1000; tries++) {
    const turns = await db
      .selectFrom('conversations')
      .select('id')
      .where('due_at', '<=', now())
      .limit(1)
      .executeTakeFirst()
    const sends = await db.selectFrom('outbox').select('id').where('due_at', '<=', now()).limit(1).executeTakeFirst()
    if (!turns && !sends) return
    await sleep(5)
  }
  throw new Error('The house did not settle within its time.')
}

/** Somebody who writes to the house on the test channel. `replies` are those since their last message. */
export interface Person {
  newNativeId(): string
  replies(): Reply[]
  /** needs recorded since their last message */
  newNeeds(): Promise<NeedsTables['needs'][]>
  lastText(): string
  /** the last message that gave a relay code */
  codeText(): string
  lastQuestion(back: number): string
  begin(): Promise<void>
  end(): Promise<void>
  sends(activity: RawActivity, nativeId?: string, options?: { keepReplies?: boolean }): Promise<void>
  sendsAll(activities: RawActivity[]): Promise<void>
  conversationRow(): Promise<MessagingTables['conversations'] | null>
  state(): Promise<Conversation>
  ticket(): Promise<HandoffTables['tickets'] | null>
  mediator(does: 'claim' | 'say' | 'release' | 'close' | 'transfer', text?: string): Promise<void>
}

function newPerson(
  house: {
    passerelle: Passerelle
    sent: Map<string, Reply[]>
    mediator: Account
    needs: () => Promise<NeedsTables['needs'][]>
  },
  name: string,
  channel: string,
): Person {
  const { passerelle, sent, mediator } = house
  const { store, receive } = passerelle
  const actions = createTicketActions(passerelle)
  let messages = 0
  let seen = 0
  let needsSeen = new Set<string>()
  const all = () => sent.get(name) ?? []
  const questions: string[] = []

  const person: Person = {
    newNativeId: () => `${name}:${++messages}`,
    replies: () => all().slice(seen),
    newNeeds: async () => (await house.needs()).filter((need) => !needsSeen.has(need.id)),
    lastText: () =>
      all()
        .slice(seen)
        .map((reply) => reply.text)
        .join('\n'),
    codeText: () => all().findLast(({ id }) => id === 'relay.code')?.text ?? '',
    lastQuestion: (back: number) => questions.at(-1 - back) ?? '',
    async begin() {
      seen = all().length
      needsSeen = new Set((await house.needs()).map((need) => need.id))
    },
    async end() {
      await settle(passerelle)
      for (const reply of person.replies())
        if (reply.question !== null && questions.at(-1) !== reply.question) questions.push(reply.question)
    },
    async sends(activity: RawActivity, nativeId = person.newNativeId(), { keepReplies = false } = {}) {
      if (!keepReplies) await person.begin()
      await receive(channel, [{ nativeId, person: name, address: name, activity }])
      await person.end()
    },
    async sendsAll(activities: RawActivity[]) {
      await person.begin()
      await receive(
        channel,
        activities.map((activity) => ({ nativeId: person.newNativeId(), person: name, address: name, activity })),
      )
      await person.end()
    },
    async conversationRow() {
      const hash = passerelle.box.hash(`${channel}:${name}`)
      const row = await store
        .of<MessagingTables>()
        .selectFrom('conversations')
        .selectAll()
        .where('person_hash', '=', hash)
        .executeTakeFirst()
      return row ?? null
    },
    async state(): Promise<Conversation> {
      const row = await person.conversationRow()
      if (!row) throw new Error('This person has no conversation (any more).')
      return JSON.parse(row.state) as Conversation
    },
    async ticket() {
      const row = await person.conversationRow()
      if (!row) return null
      return (
        (await store
          .of<HandoffTables>()
          .selectFrom('tickets')
          .selectAll()
          .where('conversation_id', '=', row.id)
          .orderBy('id', 'desc')
          .executeTakeFirst()) ?? null
      )
    },
    async mediator(does: 'claim' | 'say' | 'release' | 'close' | 'transfer', text = '') {
      const ticket = await person.ticket()
      if (!ticket) throw new Error('There is no ticket to act on.')
      await person.begin()
      if (does === 'say') await actions.say(mediator, ticket.id, text)
      else if (does === 'transfer') await actions.offerTransfer(mediator, ticket.id, text)
      else if (does === 'close') await actions.close(mediator, ticket.id, 'solved')
      else await actions[does](mediator, ticket.id)
      await person.end()
    },
  }
  return person
}
