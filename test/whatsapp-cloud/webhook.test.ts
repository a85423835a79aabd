import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { hideId } from '../../adapters/whatsapp-cloud/hide-id.ts'
import { until } from '../telegram/until.ts'
import { deliver } from './deliver.ts'
import { type GraphStub, openGraph, wordsOf } from './graph-stub.ts'
import {
  delivery,
  escaped,
  personNumbered,
  picked,
  pressed,
  says,
  sign,
  statuses,
  text,
  VERIFY_TOKEN,
} from './webhooks.ts'
import { openWhatsAppHouse, type WhatsAppHouse } from './whatsapp-house.ts'

let stub: GraphStub
let house: WhatsAppHouse
let people = 0
let person = personNumbered(0)

beforeAll(async () => {
  stub = await openGraph()
  house = await openWhatsAppHouse(stub)
})
beforeEach(() => {
  person = personNumbered(++people)
})
afterAll(async () => {
  await house.close()
  await stub.close()
})

const words = () => stub.sentTo(person).map(wordsOf)
const bodyOf = (...said: ReturnType<typeof text>[]) =>
  JSON.stringify(delivery(says(person, house.passerelle.now(), ...said)))

test('a first message is welcomed by a robot that says it is one, and answered', async () => {
  await house.hears(person, text('j’ai perdu mon mot de passe ameli'))
  expect(words()[0]).toContain('un robot')
  expect(words().length).toBeGreaterThan(1)
})

test('« LIEU » with a place’s code is met at that place', async () => {
  await house.hears(person, text('LIEU mediatheque'))
  expect(words()[0]).toContain('la Médiathèque du Chêne')
})

test('choices are numbered words with buttons or rows beside, and pressing one answers its question', async () => {
  await house.hears(person, text('humain'))
  await house.hears(person, text('87400'))
  const asked = stub.sentTo(person).findLast(({ interactive }) => interactive)
  const button = asked?.interactive?.action.buttons?.[0]?.reply
  const row = asked?.interactive?.action.sections?.[0]?.rows[0]
  const first = button ?? row
  expect(first?.title).toMatch(/^1 /)
  expect(asked?.interactive?.body.text).toContain('\n1 ')
  const before = words().length
  await house.hears(person, button ? pressed(button.id, button.title) : picked(row?.id ?? '', row?.title ?? ''))
  expect(words().length).toBeGreaterThan(before)
  const { activity } = (await house.inbox()).at(-1) ?? { activity: '{}' }
  expect(JSON.parse(activity)).toMatchObject({ kind: 'choice', number: '1' })
})

test('somebody without a number is answered by their user id, and their number is nowhere to be found', async () => {
  await house.hears({ userId: person.userId }, text('bonjour'))
  const [first] = stub.sent.filter(({ recipient }) => recipient === person.userId)
  expect(first).toMatchObject({ recipient: person.userId })
  expect(first).not.toHaveProperty('to')
  await house.hears(person, text('où est la mairie ?'))
  const conversations = await house.db
    .selectFrom('conversations')
    .selectAll()
    .where('channel', '=', 'whatsapp-cloud')
    .execute()
  expect(conversations.length).toBe(people)
  expect(house.isWrittenAnywhere(person.number)).toBe(false)
  expect(house.isWrittenAnywhere(person.userId)).toBe(false)
})

test('somebody who changes numbers goes on with the conversation they had', async () => {
  await house.hears(person, text('humain'))
  const after = personNumbered(++people)
  const system = {
    type: 'user_changed_number',
    wa_id: after.number,
    user_id: after.userId,
    previous_user_id: person.userId,
  }
  const before = await house.db.selectFrom('conversations').select('id').execute()
  // with the first words under the new id in the same delivery, and all of it brought twice
  const value = says(person, house.passerelle.now(), { type: 'system', system })
  const words = says(after, house.passerelle.now(), text('87400'))
  await stub.post(value, words)
  await stub.post(value, words)
  await house.settled()
  expect(await house.db.selectFrom('conversations').select('id').execute()).toEqual(before)
  expect(stub.sentTo(after).map(wordsOf).join('\n')).not.toContain('un robot')
  expect(stub.sentTo(after).length).toBeGreaterThan(0)
})

test('a wrong signature, or none, is refused and nothing is stored', async () => {
  const before = (await house.inbox()).length
  const body = bodyOf(text('bonjour'))
  for (const signature of [
    null,
    '',
    'sha256=',
    'sha256=00',
    sign(body, 'un-autre-secret'),
    sign(`${body} `),
    sign(body).slice('sha256='.length),
    sign(body).toUpperCase(),
  ])
    expect(await deliver(house.hook, body, signature)).toBe(401)
  expect((await house.inbox()).length).toBe(before)
})

test('the signature of the bytes that came counts, and that of Meta’s escaped form of them', async () => {
  const said = 'ça n’a pas marché : « améli » 👩‍🦳 — ελλ'
  const value = says(person, house.passerelle.now(), text(said))
  const [plain, asMeta] = [JSON.stringify(delivery(value)), escaped(delivery(value))]
  // characters of several bytes are cut between two chunks on the way
  expect(await deliver(house.hook, plain, sign(plain))).toBe(200)
  expect(await deliver(house.hook, asMeta, sign(asMeta))).toBe(200)
  expect(await deliver(house.hook, plain, sign(asMeta))).toBe(200)
  expect((await house.said()).filter((line) => line === said)).toHaveLength(1)
  await house.settled()
})

test('Meta’s check of our address is answered with its challenge, and nobody else’s', async () => {
  const ask = async (query: Record<string, string>) => {
    const response = await fetch(`${house.hook}?${new URLSearchParams(query)}`)
    return [response.status, response.headers.get('content-type')?.split(';')[0], await response.text()]
  }
  const mine = { 'hub.mode': 'subscribe', 'hub.verify_token': VERIFY_TOKEN, 'hub.challenge': '1158201444' }
  expect(await ask(mine)).toEqual([200, 'text/plain', '1158201444'])
  expect((await ask({ ...mine, 'hub.verify_token': 'pas-le-jeton' }))[0]).toBe(403)
  expect((await ask({ ...mine, 'hub.mode': 'unsubscribe' }))[0]).toBe(403)
  expect((await ask({ ...mine, 'hub.challenge': '<script>alert(1)</script>' }))[0]).toBe(403)
  expect((await ask({}))[0]).toBe(403)
})

test('a batch of several people is answered each by each', async () => {
  const two = personNumbered(++people)
  const now = house.passerelle.now()
  await stub.post(says(person, now, text('bonjour')), says(two, now, text('bonjour'), text('où est la mairie ?')))
  await house.settled()
  expect(words()[0]).toContain('un robot')
  expect(stub.sentTo(two).map(wordsOf)[0]).toContain('un robot')
})

test('the same delivery again, one after the other or together, is answered once', async () => {
  const body = bodyOf(text('bonjour'))
  expect(await deliver(house.hook, body, sign(body))).toBe(200)
  await house.settled()
  const answered = words().length
  const again = await Promise.all([1, 2, 3].map(() => deliver(house.hook, body, sign(body))))
  expect(again).toEqual([200, 200, 200])
  await house.settled()
  expect(answered).toBeGreaterThan(0)
  expect(words()).toHaveLength(answered)
})

test('what is not JSON is refused, what is not ours is thanked and left', async () => {
  const before = (await house.inbox()).length
  const post = (body: string) => deliver(house.hook, body, sign(body))
  expect(await post('{"object": "whatsapp')).toBe(400)
  expect(await post('')).toBe(400)
  expect(await post('null')).toBe(200)
  expect(await post('{"object":"page","entry":[]}')).toBe(200)
  expect((await house.inbox()).length).toBe(before)
})

test('three megabytes are read, ten are refused', async () => {
  const post = (bytes: number) => {
    const payload = JSON.stringify({ ...delivery(), padding: 'a'.repeat(bytes) })
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': sign(payload) }
    return house.app.inject({ method: 'POST', url: '/channels/whatsapp-cloud', headers, payload })
  }
  expect((await post(3 * 1024 * 1024 - 1000)).statusCode).toBe(200)
  expect((await post(10 * 1024 * 1024)).statusCode).toBe(413)
})

test('a character no database keeps does not stop the ones behind it', async () => {
  await house.hears(person, text('bon\0jour'), text('deuxième'))
  expect((await house.said()).slice(-2)).toEqual(['bonjour', 'deuxième'])
})

test('what could not be stored is not thanked for: Meta brings it again', async () => {
  const asked = house.failOnce()
  await house.hears(person, text('rendu deux fois'))
  expect((await house.said()).filter((line) => line === 'rendu deux fois')).toHaveLength(1)
  expect(asked()).toBeGreaterThan(1)
})

test('« failed » after it was taken is a dead letter, with its reason', async () => {
  await house.hears(person, text('bonjour'))
  const { id } = stub.sentTo(person).at(-1) ?? { id: '' }
  const failed = { id, status: 'failed' as const, to: person.number, at: 0, error: { code: 131026, title: 'no' } }
  await stub.post(statuses(failed))
  const row = (await house.outbox()).find(({ native_id }) => native_id === hideId(id))
  expect(row).toMatchObject({ state: 'dead', error: expect.stringMatching(/^131026 WhatsApp ne peut pas remettre/) })
})

test('every message taken is heard of again', async () => {
  await house.hears(person, text('bonjour'))
  const mine = new Set(stub.sentTo(person).map(({ id }) => hideId(id)))
  await until(async () =>
    (await house.outbox())
      .filter(({ native_id }) => native_id && mine.has(native_id))
      .every(({ receipt_at }) => receipt_at !== null),
  )
  expect(mine.size).toBeGreaterThan(0)
})
