import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRelayActions } from '../../app/actions/relay.ts'
import { findAttachment } from '../../messaging/attachments.ts'
import { CODE_MARK, codeOf, hashOfCode } from '../../messaging/relay/relay-code.ts'
import { tryCode } from '../../messaging/relay/relay-codes.ts'
import type { RelayTables } from '../../messaging/relay/relay-tables.ts'
import type { MessagingTables } from '../../messaging/tables.ts'
import { readTranscript } from '../../messaging/transcript.ts'
import { ELSEWHERE, openTestHouse, type Person, settle, type TestHouse } from '../house.ts'
import { until } from '../telegram/until.ts'

let house: TestHouse

beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

const says = (person: Person, text: string) => person.sends({ kind: 'text', text })
const ids = (person: Person) => person.replies().map(({ id }) => id)
const rows = () => house.passerelle.store.of<MessagingTables & RelayTables>()

/** Somebody who asked something and then for a code. */
async function leaves(): Promise<{ person: Person; code: string; id: string }> {
  const person = house.newPerson()
  await says(person, 'jé perdu ma carte didentité')
  await says(person, 'continuer ailleurs')
  const code = /\d{3} \d{3}/.exec(person.codeText())?.[0] ?? ''
  expect(code).toMatch(/^\d{3} \d{3}$/)
  return { person, code, id: (await person.conversationRow())?.id ?? '' }
}

test('the conversation keeps its id and all that was said; both channels are told; the old one begins anew', async () => {
  const { person, code, id } = await leaves()
  const there = house.newPerson(ELSEWHERE)
  await says(there, 'bonjour')
  await says(there, code)
  expect(ids(there).slice(0, 1)).toEqual(['relay.here'])
  expect((await there.conversationRow())?.id).toBe(id)
  expect(ids(person).at(-1)).toBe('relay.left')
  expect((await person.conversationRow())?.id).not.toBe(id)
  const words = (await readTranscript(house.passerelle.store, id)).map(({ text }) => text)
  expect(words).toEqual(expect.arrayContaining(['jé perdu ma carte didentité', 'bonjour', '[CODE]']))
  expect((await person.state()).territory).toBeNull()
  expect((await person.state()).topic).toBeNull()
})

test('the code is written nowhere: not where it was given, not where it was typed', async () => {
  const { person, code } = await leaves()
  const there = house.newPerson(ELSEWHERE)
  await says(there, code)
  const all = [
    ...(await rows().selectFrom('transcript').select('text as words').execute()),
    ...(await rows().selectFrom('outbox').select('reply as words').execute()),
    ...(await rows().selectFrom('inbox').select('activity as words').execute()),
  ]
  const stored = all.map(({ words }) => words).join('\n')
  expect(stored).toContain(CODE_MARK)
  expect(stored).not.toContain(code)
  expect(stored).not.toContain(code.replace(' ', ''))
  expect(stored).not.toContain('"relay"')
  expect(person.codeText()).toContain(code)
})

test('the same code typed on two channels at once opens one of them', async () => {
  const { code, id } = await leaves()
  const others = [1, 2, 3, 4].map(() => house.newPerson(ELSEWHERE))
  await Promise.all(others.map((other) => says(other, code)))
  const said = others.map((other) => ids(other).filter((reply) => reply.startsWith('relay.'))[0])
  expect(said.toSorted()).toEqual(['relay.here', 'relay.unknown', 'relay.unknown', 'relay.unknown'])
  const owner = others[said.indexOf('relay.here')]
  expect((await owner?.conversationRow())?.id).toBe(id)
})

test('typed in a channel and at a desk at once, it opens one of them', async () => {
  const { person, code, id } = await leaves()
  const there = house.newPerson(ELSEWHERE)
  const [, desk] = await Promise.all([
    says(there, code),
    createRelayActions(house.passerelle).take(house.mediator, code),
  ])
  await settle(house.passerelle)
  const moved = ids(there).includes('relay.here')
  expect([moved, desk.kind]).toEqual(moved ? [true, 'unknown'] : [false, 'done'])
  const tickets = [await person.ticket(), await there.ticket()].filter((ticket) => ticket !== null)
  expect(tickets.length).toBe(moved ? 0 : 1)
  expect([(await person.conversationRow())?.id, (await there.conversationRow())?.id]).toContain(id)
})

test('nothing is lost of what arrives on both sides meanwhile, and nobody is answered twice', async () => {
  const { person, code, id } = await leaves()
  const there = house.newPerson(ELSEWHERE)
  await there.begin()
  const texts = Array.from({ length: 6 }, (_, at) => `encore un mot numero ${'abcdef'[at]}`)
  await Promise.all([
    says(there, code),
    ...texts.map((text, at) =>
      (at % 2 === 0 ? person : there).sends({ kind: 'text', text }, undefined, { keepReplies: true }),
    ),
  ])
  await settle(house.passerelle)
  const heard = await rows()
    .selectFrom('transcript')
    .select(['text', 'conversation_id'])
    .where('author', '=', 'person')
    .execute()
  for (const text of texts) expect(heard.filter((line) => line.text === text)).toHaveLength(1)
  const waiting = await rows().selectFrom('inbox').select('id').where('state', '!=', 'done').execute()
  expect(waiting).toEqual([])
  // whatever was written in the new channel belongs to the conversation that goes on
  for (const [at, text] of texts.entries())
    if (at % 2 === 1) expect(heard.find((line) => line.text === text)?.conversation_id).toBe(id)
  expect([(await there.conversationRow())?.id, (await person.conversationRow())?.id].indexOf(id)).toBe(0)
})

test('what was still to be sent leaves by the new channel', async () => {
  const { person, code } = await leaves()
  const { channels } = house.passerelle
  const platform = channels.get('test')
  if (!platform) throw new Error('The house has lost a channel.')
  channels.set('test', { ...platform, send: async () => ({ kind: 'later', reason: 'away', retryAfterMs: 3_600_000 }) })
  const unsent = says(person, 'humain').catch(() => {})
  await until(
    async () =>
      (
        await rows()
          .selectFrom('outbox')
          .select('id')
          .where('attempts', '>', 0)
          .where('state', '=', 'pending')
          .execute()
      ).length > 0,
  )
  const there = house.newPerson(ELSEWHERE)
  await says(there, code)
  channels.set('test', platform)
  await unsent
  expect(ids(there)).toContain('handoff.where')
  expect(ids(person)).not.toContain('handoff.where')
})

test('in its own conversation the code opens nothing and stays good; with another request under way neither', async () => {
  const { person, code } = await leaves()
  await says(person, code)
  expect(ids(person)[0]).toBe('relay.same')
  const there = house.newPerson(ELSEWHERE)
  for (const text of ['humain', '87400', 'oui', code]) await says(there, text)
  expect(ids(there)[0]).toBe('relay.busy')
  await says(there, 'stop')
  await says(there, code)
  expect(ids(there)[0]).toBe('relay.here')
})

test('asked for again, the first code is worth nothing', async () => {
  const { person, code } = await leaves()
  await says(person, 'continuer ailleurs')
  expect(person.codeText()).not.toContain(code)
  const there = house.newPerson(ELSEWHERE)
  await says(there, code)
  expect(ids(there)).toContain('relay.unknown')
})

test('after « effacer » no code opens what was erased', async () => {
  const { person, code } = await leaves()
  await says(person, 'effacer')
  const there = house.newPerson(ELSEWHERE)
  await says(there, code)
  expect(ids(there)).toContain('relay.unknown')
})

test('a photo keeps its own channel, wherever the conversation goes on', async () => {
  const person = house.newPerson()
  await says(person, 'bonjour')
  await person.sends({ kind: 'media', media: 'photo', reference: 'photo-42' })
  for (const text of ['0', '87400', 'oui', 'continuer ailleurs']) await says(person, text)
  const there = house.newPerson(ELSEWHERE)
  await says(there, /\d{3} \d{3}/.exec(person.codeText())?.[0] ?? '')
  const row = await there.conversationRow()
  const line = (await readTranscript(house.passerelle.store, row?.id ?? '')).find(
    ({ attachment }) => attachment !== null,
  )
  expect(await findAttachment(house.passerelle.store, house.passerelle.box, row?.id ?? '', line?.id ?? '')).toEqual({
    kind: 'photo',
    channel: 'test',
    reference: 'photo-42',
  })
})

test('two conversations whose codes happen to be alike are opened by neither', async () => {
  const { box, store, networkId } = { ...house.passerelle, networkId: 'passerelle' }
  const seen = new Map<string, string>()
  let pair: [string, string] | null = null
  for (let at = 0; pair === null; at++) {
    const earlier = seen.get(codeOf(box, `row-${at}`))
    if (earlier !== undefined) pair = [earlier, `row-${at}`]
    seen.set(codeOf(box, `row-${at}`), `row-${at}`)
  }
  const expires_at = house.passerelle.now() + 60_000
  for (const id of pair)
    await rows()
      .insertInto('relay_codes')
      .values({ id, network_id: networkId, conversation_id: id, expires_at })
      .execute()
  const hash = hashOfCode(box, codeOf(box, pair[0]))
  const tried = await tryCode(store, box, { networkId, guesser: 'somebody', hash, now: house.passerelle.now() })
  expect(tried.kind).toBe('unknown')
})

test('many people trying codes are stopped together', async () => {
  const { code } = await leaves()
  for (let tries = 0; tries < 12; tries++) {
    const guesser = house.newPerson(ELSEWHERE)
    for (let digit = 0; digit < 5; digit++) await says(guesser, `10${tries % 10} 00${digit}`)
  }
  const late = house.newPerson(ELSEWHERE)
  await says(late, code)
  expect(ids(late)).toContain('relay.too-many')
})
