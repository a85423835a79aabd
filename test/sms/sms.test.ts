import { afterAll, beforeAll, expect, test } from 'vitest'
import { countSms } from '../../adapters/sms/to-gsm.ts'
import { readConfig } from '../../app/config.ts'
import type { MessagingTables } from '../../messaging/tables.ts'
import { readDeadLetters } from '../../messaging/transcript.ts'
import { settle } from '../house.ts'
import { until } from '../telegram/until.ts'
import { OUR_NUMBER, openSmsHouse, type SmsHouse } from './sms-house.ts'

let sms: SmsHouse
let people = 0
const newNumber = () => `+3363998${1000 + ++people}`
const message = (id: string, text: string, from = newNumber()) => ({
  MessageSid: id,
  From: from,
  To: OUR_NUMBER,
  Body: text,
  NumMedia: '0',
})

beforeAll(async () => {
  sms = await openSmsHouse()
})
afterAll(() => sms.close())

async function ask(person: string, text: string): Promise<string[]> {
  const before = (await sms.sentTo(person)).length
  await sms.phoneSends(person, text)
  await until(async () => (await sms.sentTo(person)).length > before)
  await settle(sms.house.passerelle)
  return (await sms.sentTo(person)).slice(before).map(({ body }) => body)
}

const stored = () => sms.house.passerelle.store.of<MessagingTables>().selectFrom('inbox').select('native_id').execute()

test('a question written by ear gets one answer of at most two SMS, and « plus » the rest', async () => {
  const person = newNumber()
  const [answer, ...others] = await ask(person, 'jé perdu ma carte didentité jfé koi')
  expect(others).toEqual([])
  expect(countSms(answer ?? '')).toBeLessThanOrEqual(2)
  expect(answer).toContain('Robot de Passerelle, pas une personne.')
  expect(answer).toContain('mairie')
  expect(answer).toContain('écrivez PLUS')
  expect(answer).toContain("C'est réglé ?\n1 Oui\n2 Non")
  const [rest] = await ask(person, 'plus')
  expect(countSms(rest ?? '')).toBeLessThanOrEqual(2)
  expect(rest).toContain('Tapez "france titres"')
  expect(rest).toContain('Source : Service Public')
  expect(rest).toContain('étapes"')
  expect(rest).not.toContain('PLUS')
  const [nothing] = await ask(person, 'PLUS')
  expect(nothing).toContain("C'est tout")
  const [solved] = await ask(person, '1')
  expect(solved).not.toContain('PLUS')
})

test('the answer to a danger is whole, whatever it costs', async () => {
  const answer = (await ask(newNumber(), 'jveu mourir jen peu plu')).join('\n')
  expect(answer).toContain('3114')
  expect(answer).not.toContain('PLUS')
})

test('a talk goes on days later where it was', async () => {
  const person = newNumber()
  await ask(person, 'code ameli perdu')
  await sms.house.wait('6 jours')
  expect((await ask(person, 'bonjour')).join('\n')).toContain('Nous parlions')
})

test('the code of a poster opens the talk at its place', async () => {
  expect((await ask(newNumber(), 'LIEU mediatheque')).join('\n')).toContain('vous etes à la Médiathèque du Chene')
})

test('a call that the provider did not sign is refused, and nothing is kept of it', async () => {
  const before = (await stored()).length
  const forged = message('SMforged', 'bonjour')
  expect((await sms.posts(forged, 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=')).status).toBe(401)
  expect((await sms.posts(forged, '')).status).toBe(401)
  expect(await stored()).toHaveLength(before)
})

test('a call without a body is refused too, not a fault', async () => {
  expect((await fetch(sms.webhook, { method: 'POST' })).status).toBe(401)
})

test('the same message brought three times is one message', async () => {
  const once = message('SMtwice', 'bonjour')
  for (const _ of [1, 2, 3]) expect((await sms.posts(once)).status).toBe(200)
  expect((await stored()).filter(({ native_id }) => native_id === 'SMtwice')).toHaveLength(1)
})

test('a call without a sender is 400, ten megabytes are 413, and the house goes on', async () => {
  expect((await sms.posts({ MessageSid: 'SMbad', Body: 'bonjour' })).status).toBe(400)
  const huge = await fetch(sms.webhook, { method: 'POST', body: `Body=${'x'.repeat(10 * 1024 * 1024)}` }).catch(
    () => null,
  )
  expect(huge === null || huge.status === 413).toBe(true)
  expect((await ask(newNumber(), 'bonjour')).join('\n')).toContain('Robot de Passerelle')
})

test('a message the phone never received is a dead letter', async () => {
  const person = newNumber()
  await ask(person, 'bonjour')
  const [first] = await sms.sentTo(person)
  await sms.becomes(first?.sid ?? '', 'undelivered')
  await until(async () => (await readDeadLetters(sms.house.passerelle.store, 'passerelle')).length > 0)
  const [letter] = await readDeadLetters(sms.house.passerelle.store, 'passerelle')
  expect(letter?.channel).toBe('sms')
  expect(letter?.reason).toContain('undelivered')
})

test('a refusal names no number', async () => {
  const person = newNumber()
  sms.proxy.refuse(person)
  await sms.phoneSends(person, 'bonjour')
  const letters = () => readDeadLetters(sms.house.passerelle.store, 'passerelle')
  await until(async () => (await letters()).some(({ reason }) => reason.includes('21610')))
  expect(JSON.stringify(await letters())).not.toContain(person)
})

test('half of the settings is one clear error that names the others', () => {
  expect(() => readConfig({ SMS_ACCOUNT: 'AC0123456789' })).toThrow(/SMS needs SMS_TOKEN, SMS_FROM beside SMS_ACCOUNT/)
})
