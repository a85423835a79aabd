import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createTicketActions } from '../../app/actions/tickets.ts'
import { readConfig } from '../../app/config.ts'
import { createLog } from '../../app/log.ts'
import { openPasserelle, type Passerelle } from '../../app/passerelle.ts'
import type { HandoffTables } from '../../handoff/tables.ts'
import { readQueue } from '../../handoff/tickets.ts'
import type { MessagingTables } from '../../messaging/tables.ts'
import type { Account } from '../../network/people/accounts.ts'
import { createFreshDatabase, noServer } from '../fresh-database.ts'
import { waitingChannel } from '../waiting-channel.ts'

const MEDIATORS = 160
const TICKETS = 799
const PROCESSES = 4

describe.skipIf(noServer)(`a long queue${noServer ? ` (${noServer})` : ''}`, () => {
  it(`${MEDIATORS} mediators share ${TICKETS} tickets, and no two hold the same`, { timeout: 900_000 }, async () => {
    const database = await createFreshDatabase()
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-queue-'))
    const config = readConfig({ DATA_DIR: folder, DATABASE_URL: database.url })
    const houses: Passerelle[] = []
    for (let index = 0; index < PROCESSES; index++) houses.push(await openPasserelle(config, createLog('silent')))
    for (const house of houses) house.channels.set('nowhere', waitingChannel('nowhere'))
    const [first] = houses
    if (!first) throw new Error('No house opened.')
    for (let at = 0; at < TICKETS; at += 100)
      await first.receive(
        'nowhere',
        Array.from({ length: Math.min(100, TICKETS - at) }, (_, index) => {
          const person = `personne-${at + index}`
          return { nativeId: person, person, address: person, activity: { kind: 'text', text: 'bonjour' } as const }
        }),
      )
    await settleTurns(first)
    await addTickets(first)

    const taken: string[] = []
    let refused = 0
    await Promise.all(
      Array.from({ length: MEDIATORS }, async (_, index) => {
        const house = houses[index % PROCESSES]
        if (!house) return
        const actions = createTicketActions(house)
        const account = mediator(index)
        for (;;) {
          const { waiting } = await untilServed(() => readQueue(house.store, 'passerelle', account.id))
          // more hands than tickets in sight: many go for the same one
          const ticket = waiting[Math.floor(Math.random() * Math.min(MEDIATORS / 2, waiting.length))]
          if (!ticket) return
          const answer = await untilServed(() => actions.claim(account, ticket.id))
          if (answer.kind === 'done') taken.push(ticket.id)
          else refused++
        }
      }),
    )
    const db = first.store.of<MessagingTables & HandoffTables>()
    const told = await db
      .selectFrom('outbox')
      .select('conversation_id')
      .where('reply', 'like', '%handoff.claimed%')
      .execute()
    for (const house of houses) await house.stop()
    rmSync(folder, { recursive: true, force: true })
    await database.drop()
    console.log(`${taken.length} tickets taken, ${refused} attempts came too late`)
    expect(taken.length).toBe(TICKETS)
    expect(new Set(taken).size).toBe(TICKETS)
    expect(refused).toBeGreaterThan(0)
    // each person is told once who answers them
    expect(told.length).toBe(TICKETS)
    expect(new Set(told.map((row) => row.conversation_id)).size).toBe(TICKETS)
  })
})

/** Forty mediators for eight connections in each house, on a busy machine: who waited too long for one asks again, as a mediator reloads the page. */
async function untilServed<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof Error) || !error.message.includes('timeout exceeded when trying to connect')) throw error
      await sleep(100)
    }
  }
}

function mediator(index: number): Account {
  const id = `mediateur-${index}`
  return { id, networkId: 'passerelle', login: id, firstName: 'Nadia', role: 'mediator', disabled: false }
}

async function settleTurns({ store }: Passerelle): Promise<void> {
  const inbox = store.of<MessagingTables>().selectFrom('inbox').select('id').where('state', '=', 'pending')
  while (await inbox.executeTakeFirst()) await sleep(50)
}

async function addTickets({ store, now }: Passerelle): Promise<void> {
  const db = store.of<MessagingTables & HandoffTables>()
  const conversations = await db.selectFrom('conversations').select('id').execute()
  const empty = { topic: null, code_insee: null, commune: null, departement: null, promised_at: null }
  const unclaimed = { claimed_by: null, claimed_at: null, closed_at: null, outcome: null, seen_at: 0 }
  const rows = conversations.map(({ id }, index) => ({
    ...empty,
    ...unclaimed,
    id: `ticket-${id}`,
    network_id: 'passerelle',
    conversation_id: id,
    status: 'open' as const,
    reason: 'asked',
    language: 'fr',
    priority: 0,
    opened_at: now() - index,
    person_wrote_at: now(),
  }))
  await db.insertInto('tickets').values(rows).execute()
}
