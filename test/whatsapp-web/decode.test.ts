import { expect, test } from 'vitest'
import { decode, decodeEdit, decodeVote, incomingOf } from '../../adapters/whatsapp-web/decode.ts'
import { encode } from '../../adapters/whatsapp-web/encode.ts'
import { createPace, humanPace } from '../../adapters/whatsapp-web/pace.ts'
import { createPeople } from '../../adapters/whatsapp-web/people.ts'
import { file, hiddenPerson, message, personNumbered, text } from './messages.ts'

const person = personNumbered(7)

test('ids come as text or whole, and read the same', () => {
  const whole = text(person, 'bonjour', { id: 'ABC' })
  const flat = { ...whole, id: { ...whole.id, remote: person }, from: person }
  expect(decode(whole)).toEqual(decode(flat))
})

test('anything at all is read without a fault', () => {
  for (const odd of [null, 1, 'x', [], {}, { id: null }, { id: { fromMe: false } }, { ...text(person, 'x'), id: {} }])
    expect(decode(odd)).toBeNull()
  for (const odd of [null, {}, { voter: person }, { voter: 5, selectedOptions: [] }]) expect(decodeVote(odd)).toBeNull()
})

test('what comes to many, or from ourselves, is none of ours', () => {
  for (const id of ['1203630001@g.us', 'status@broadcast', '120363000@newsletter', '33639980001@broadcast'])
    expect(decode(text(id, 'bonjour'))).toBeNull()
  expect(decode(text(person, 'bonjour', { fromMe: true }))).toBeNull()
  expect(decode(text(hiddenPerson(1), 'bonjour'))).not.toBeNull()
})

test('a picture with words is two things, told apart; a file that cannot be fetched has no reference', () => {
  const said = decode(file(person, 'image', '/p/1', { caption: 'ma lettre', id: 'P1' }))
  const incoming = said ? incomingOf(said, person) : []
  expect(incoming.map(({ activity }) => activity.kind)).toEqual(['media', 'text'])
  expect(new Set(incoming.map(({ nativeId }) => nativeId)).size).toBe(2)
  expect(decode(file(person, 'document', '', {}))?.activities).toEqual([
    { kind: 'media', media: 'document', reference: null },
  ])
})

test('a contact, a poll, an event sent to us are told to be unreadable; a notice of WhatsApp’s own is nothing', () => {
  for (const type of ['vcard', 'multi_vcard', 'poll_creation', 'event_creation'])
    expect(decode(message(person, { type }))?.activities).toEqual([
      { kind: 'media', media: 'document', reference: null },
    ])
  for (const type of ['e2e_notification', 'call_log', 'protocol', 'revoked', 'reaction', 'gp2'])
    expect(decode(message(person, { type, body: 'x' }))).toBeNull()
})

test('the starting words of a place’s poster begin there', () => {
  expect(decode(text(person, 'Lieu mediatheque'))?.activities).toEqual([{ kind: 'start', placeCode: 'mediatheque' }])
})

test('a change WhatsApp made by itself is no new message', () => {
  const changed = { ...text(person, 'après'), latestEditSenderTimestampMs: 5 }
  expect(decodeEdit(changed, 'avant')).toMatchObject({ activities: [{ text: 'après' }] })
  expect(decodeEdit(changed, 'après')).toBeNull()
  expect(decodeEdit(changed, '')).toBeNull()
  expect(decodeEdit(text(person, 'après'), 'avant')).toBeNull()
})

test('the key of a message holds nothing of who wrote it', () => {
  const said = decode(text(person, 'bonjour', { id: 'ABC' }))
  expect(said && incomingOf(said, person)[0]?.nativeId).toMatch(/^[\w-]{43}$/)
})

const choices = [
  { number: '1', label: 'Oui' },
  { number: '2', label: 'Non' },
]

test('a poll only where wanted, for a question, with two options that differ', () => {
  const reply = { id: 'x', text: 'C’est réglé ?', choices, question: 'q1' }
  expect(encode(reply, false)).toEqual({ text: 'C’est réglé ?\n1 Oui\n2 Non', poll: null })
  expect(encode(reply, true).poll).toEqual({
    question: 'Votre choix :',
    options: ['1 Oui', '2 Non'],
    numbers: ['1', '2'],
  })
  expect(encode({ ...reply, question: null }, true).poll).toBeNull()
  expect(encode({ ...reply, choices: choices.slice(0, 1) }, true).poll).toBeNull()
  expect(encode({ ...reply, text: `${'a'.repeat(4_094)}😀😀` }, false).text).not.toMatch(
    /[\uD800-\uDBFF](?![\uDC00-\uDFFF])/,
  )
})

test('the pace: one after the other, never as fast as a machine, and what would wait too long comes back later', async () => {
  let clock = 1_000_000
  const over = new AbortController()
  const pace = createPace(
    humanPace,
    () => clock,
    over.signal,
    () => 0,
  )
  expect(await pace.turn('a', 100)).toBe(0)
  clock += humanPace.overallGapMs
  expect(await pace.turn('b', 100)).toBe(0)
  // a long answer to one person takes the time to write it
  clock += humanPace.overallGapMs
  expect(await pace.turn('c', 4_096)).toBe(0)
  expect(await pace.turn('c', 10)).toBe(humanPace.personGapMs + 4_096 * humanPace.perCharacterMs)
  clock += 30_000
  for (let sent = 0; sent < 12; sent++) void pace.turn(`d${sent}`, 10)
  expect(await pace.turn('e', 10)).toBeGreaterThan(20_000)
  over.abort()
})

test('who is known by a hidden id keeps it; who is not is asked about once; no answer is not « none »', async () => {
  const asked: string[] = []
  const answers: (string | null | Error)[] = [new Error('silence'), null, hiddenPerson(2)]
  const people = createPeople(async (chat) => {
    asked.push(chat)
    const answer = answers.shift()
    if (answer instanceof Error) throw answer
    return answer ?? null
  })
  expect(await people.personOf(hiddenPerson(1))).toBe(hiddenPerson(1))
  expect(asked).toEqual([])
  expect(await people.personOf(person)).toBe(person)
  expect(await people.personOf(person)).toBe(person)
  expect(await people.personOf(person)).toBe(person)
  expect(asked).toEqual([person, person])
  expect(await people.personOf(personNumbered(8))).toBe(hiddenPerson(2))
})
