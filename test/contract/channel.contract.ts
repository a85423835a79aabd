import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Channel } from '../../messaging/channel.ts'
import type { MessagingTables } from '../../messaging/tables.ts'
import { readDeadLetters } from '../../messaging/transcript.ts'
import type { TestHouse } from '../house.ts'
import { until } from '../telegram/until.ts'

/** What the contract asks of a channel's test: a house with the channel open, and the outside world in its hands. */
export interface Rig {
  house: TestHouse
  channel: Channel
  /** somebody new, as the platform knows them */
  newPerson(): string
  /** the platform brings this message; the same `id` is the same message */
  brings(message: { id: string; person: string; text: string }): Promise<void>
  /** the platform brings these of one person, as close together as it can */
  bringsTogether(messages: { id: string; person: string; text: string }[]): Promise<void>
  /** what this person can read from us, oldest first */
  readBy(person: string): Promise<string[]>
  /** how the platform misbehaves at the next send; absent where nothing is carried */
  refuses?(person: string): void
  asksToComeLater?(): void
  /** the platform cannot be reached any more, and enough time has passed to notice; absent where there is none */
  goesAway?(): Promise<void>
  /** the outside world holds a connection with us open */
  listens(): Promise<void>
  openConnections(): number
  close(): Promise<void>
}

/** A case a channel cannot meet says why; it is shown with the results. */
export type Skips = Partial<Record<'refused' | 'later' | 'away' | 'open', string>>

/** What every channel of the house promises, whatever it is made of. */
export function channelContract(name: string, openRig: () => Promise<Rig>, skips: Skips = {}): void {
  let opened: Rig
  beforeAll(async () => {
    opened = await openRig()
  })
  afterAll(() => opened.close())
  const contract = { name, rig: () => opened, skips }
  promisesOfReceiving(contract)
  promisesOfSending(contract)
  promisesOfLiving(contract)
}

interface Contract {
  name: string
  rig: () => Rig
  skips: Skips
}

function promisesOfReceiving({ name, rig }: Contract): void {
  const { answered, inbox, stored } = readings(rig)

  test(`${name}: a message is stored before it is acknowledged, and answered`, async () => {
    const person = rig().newPerson()
    await rig().brings({ id: 'a1', person, text: 'bonjour' })
    expect(await stored()).toContain('bonjour')
    await answered()
    expect((await rig().readBy(person)).join('\n')).toContain('un robot')
  })

  test(`${name}: the same message brought twice is one message, answered once`, async () => {
    const person = rig().newPerson()
    await rig().brings({ id: 'b1', person, text: 'où est la mairie ?' })
    await answered()
    const [before, read] = [await inbox(), await rig().readBy(person)]
    await rig().brings({ id: 'b1', person, text: 'où est la mairie ?' })
    await answered()
    expect(await inbox()).toBe(before)
    expect(await rig().readBy(person)).toEqual(read)
  })

  test(`${name}: messages brought together keep their order`, async () => {
    const person = rig().newPerson()
    const texts = ['premier mot', 'deuxième mot', 'troisième mot', 'quatrième mot']
    await rig().bringsTogether(texts.map((text, index) => ({ id: `c${index}`, person, text })))
    await until(async () => (await stored()).includes('quatrième mot'))
    expect((await stored()).filter((text) => text.endsWith(' mot'))).toEqual(texts)
    await answered()
  })

  test(`${name}: a secret is masked before it is stored anywhere`, async () => {
    await rig().brings({ id: 'd1', person: rig().newPerson(), text: 'mon mot de passe est Tulipe!4471' })
    await answered()
    expect((await stored()).join('\n')).not.toContain('Tulipe!4471')
    expect(rig().house.isWrittenAnywhere('Tulipe!4471')).toBe(false)
  })
}

function promisesOfSending({ name, rig, skips }: Contract): void {
  const { answered, db } = readings(rig)

  testUnless(skips.later)(
    saying(name, '« later » is tried again, and reaches the person once', skips.later),
    async () => {
      const person = rig().newPerson()
      rig().asksToComeLater?.()
      await rig().brings({ id: 'e1', person, text: 'bonjour' })
      await until(async () => (await rig().readBy(person)).length > 0)
      await answered()
      const read = await rig().readBy(person)
      expect(new Set(read).size).toBe(read.length)
      const rows = await db().selectFrom('outbox').select(['attempts', 'state']).execute()
      expect(rows.some(({ attempts, state }) => attempts > 1 && state === 'sent')).toBe(true)
    },
  )

  testUnless(skips.refused)(
    saying(name, 'what the platform refuses for good is a dead letter, with its reason', skips.refused),
    async () => {
      const person = rig().newPerson()
      rig().refuses?.(person)
      await rig().brings({ id: 'f1', person, text: 'bonjour' })
      await answered()
      expect(await rig().readBy(person)).toEqual([])
      const letters = await readDeadLetters(rig().house.passerelle.store, 'passerelle')
      expect(letters[0]?.channel).toBe(rig().channel.name)
      expect(letters[0]?.reason).not.toBe('')
    },
  )
}

function promisesOfLiving({ name, rig, skips }: Contract): void {
  test(`${name}: the probe says « up » while it works`, async () => {
    expect(await rig().channel.probe()).toEqual({ state: 'up' })
  })

  testUnless(skips.away)(
    saying(name, 'the probe says « down », why, and what to do, when the platform is away', skips.away),
    async () => {
      await rig().goesAway?.()
      const health = await rig().channel.probe()
      expect(health.state).toBe('down')
      if (health.state === 'down') expect([health.reason, health.advice].every((words) => words.length > 20)).toBe(true)
    },
  )

  testUnless(skips.open)(saying(name, 'stopped twice, it leaves nothing open', skips.open), async () => {
    await rig().listens()
    await until(() => rig().openConnections() > 0)
    await rig().channel.stop()
    await rig().channel.stop()
    await until(() => rig().openConnections() === 0)
  })
}

const testUnless = (why: string | undefined) => (why === undefined ? test : test.skip)
const saying = (name: string, title: string, why: string | undefined) =>
  `${name}: ${title}${why === undefined ? '' : ` (not here: ${why})`}`

/** What the house holds, read from its tables. */
function readings(rig: () => Rig) {
  const db = () => rig().house.passerelle.store.of<MessagingTables>()
  const pending = async (table: 'inbox' | 'outbox') =>
    (await db().selectFrom(table).select('id').where('state', '=', 'pending').execute()).length
  return {
    db,
    inbox: async () => (await db().selectFrom('inbox').select('id').execute()).length,
    answered: () => until(async () => (await pending('inbox')) + (await pending('outbox')) === 0),
    async stored() {
      const said = db().selectFrom('transcript').select('text').where('author', '=', 'person').where('text', '!=', '')
      return (await said.orderBy('id').execute()).map(({ text }) => text)
    },
  }
}
