import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { readQueue } from '../../handoff/tickets.ts'
import type { RawActivity } from '../../messaging/channel.ts'
import { waitingEntries } from '../../messaging/conversations.ts'
import { findConversation } from '../../messaging/transcript.ts'
import type { Account } from '../../network/people/accounts.ts'
import { createTicketActions } from '../actions/tickets.ts'
import type { Passerelle } from '../passerelle.ts'

/** What one invented person writes, and who of the team answers. */
export interface DemoConversation {
  place?: string
  says: string[]
  helper?: string
  answers?: string[]
  saysAfter?: string[]
}

const CHANNEL = 'web-chat'
const LONGEST_WAIT_MS = 10_000

/** Invented people write through the same door as everyone: nothing of the demo is put into the database by hand. */
export async function playConversation(
  passerelle: Passerelle,
  conversation: DemoConversation,
  team: Map<string, Account>,
): Promise<void> {
  const person = randomBytes(32).toString('base64url')
  const { place, says, helper, answers = [], saysAfter = [] } = conversation
  await send(passerelle, person, { kind: 'start', placeCode: place ?? null })
  for (const text of says) await send(passerelle, person, { kind: 'text', text })
  const account = helper ? team.get(helper) : undefined
  if (account) await answer(passerelle, person, account, answers)
  for (const text of saysAfter) await send(passerelle, person, { kind: 'text', text })
}

async function send(passerelle: Passerelle, person: string, activity: RawActivity): Promise<void> {
  const nativeId = randomBytes(16).toString('base64url')
  await passerelle.receive(CHANNEL, [{ nativeId, person, address: person, activity }])
  const conversationId = await conversationOf(passerelle, person)
  const end = Date.now() + LONGEST_WAIT_MS
  while (conversationId && Date.now() < end) {
    if ((await waitingEntries(passerelle.store, conversationId)).length === 0) return
    await sleep(10)
  }
}

async function answer(passerelle: Passerelle, person: string, account: Account, texts: string[]): Promise<void> {
  const conversationId = await conversationOf(passerelle, person)
  const { waiting } = await readQueue(passerelle.store, account.networkId, account.id)
  const ticket = waiting.find((one) => one.conversationId === conversationId)
  if (!ticket) return
  const actions = createTicketActions(passerelle)
  await actions.claim(account, ticket.id)
  for (const text of texts) await actions.say(account, ticket.id, text)
}

function conversationOf({ store, config, box }: Passerelle, person: string): Promise<string | null> {
  return findConversation(store, config.networkId, CHANNEL, box.hash(`${CHANNEL}:${person}`))
}
