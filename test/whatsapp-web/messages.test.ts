import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Activity } from '../../bot/activity.ts'
import { until } from '../telegram/until.ts'
import { file, hiddenPerson, message, personNumbered, text } from './messages.ts'
import { chromiumTest, isChromiumHere } from './offline-chromium.ts'
import { openWhatsAppWebHouse, type WhatsAppWebHouse } from './whatsapp-web-house.ts'

let web: WhatsAppWebHouse
beforeAll(async () => {
  if (isChromiumHere) web = await openWhatsAppWebHouse({ polls: true })
}, 90_000)
afterAll(() => web?.close())

let people = 0
const newPerson = () => personNumbered(++people)
const heardFrom = async (before: number) =>
  (await web.inbox()).slice(before).map(({ activity }) => JSON.parse(activity) as Activity)
const stored = async () => (await web.inbox()).length
const at = () => web.house.passerelle.now()

chromiumTest('a text is answered, in numbered text, and the chat is marked as read', async () => {
  const person = newPerson()
  web.side.says(text(person, 'jé perdu ma carte didentité', { at: at() }))
  await web.heard(1)
  const said = web.side.sentTo(person).filter(({ type }) => type === 'chat')
  expect(said.map(({ body }) => body).join('\n')).toMatch(/un robot[\s\S]*1 Oui\n2 Non/)
  expect(web.side.isUnread(person)).toBe(false)
})

chromiumTest('the same message brought twice is stored once and answered once', async () => {
  const person = newPerson()
  const said = text(person, 'bonjour', { at: at() })
  const before = await stored()
  web.side.says(said)
  await web.heard(before + 1)
  const answers = web.side.sentTo(person).length
  web.side.says(said, { again: true })
  web.side.says(text(person, 'merci', { at: at() }))
  await web.heard(before + 2)
  expect(await stored()).toBe(before + 2)
  expect(web.side.sentTo(person).slice(0, answers).length).toBe(answers)
})

chromiumTest('a position, a voice note, a picture with words are read; the voice note can be fetched', async () => {
  const person = newPerson()
  const before = await stored()
  const sound = Buffer.from('OggS et la suite, avec des é')
  web.side.keeps('/voix/1', sound)
  web.side.says(message(person, { type: 'location', lat: 45.8336, lng: 1.2611, at: at() }))
  const voice = file(person, 'ptt', '/voix/1', { at: at() })
  web.side.says(voice)
  web.side.says(file(person, 'image', '/photo/1', { caption: 'la lettre que j’ai reçue', at: at() }))
  await web.heard(before + 4)
  const activities = await heardFrom(before)
  expect(activities[0]).toEqual({ kind: 'location', latitude: 45.8336, longitude: 1.2611 })
  expect(activities.slice(1).map(({ kind }) => kind)).toEqual(['media', 'media', 'text'])
  const kept = await web.channel.download?.(voice.id._serialized)
  expect(Buffer.from(kept?.body ?? new ArrayBuffer(0)).equals(sound)).toBe(true)
  expect(kept?.type).toContain('audio/ogg')
})

chromiumTest('a file WhatsApp has no more is said so, not invented', async () => {
  const before = await stored()
  const gone = file(newPerson(), 'image', '/photo/perdue', { at: at() })
  web.side.says(gone)
  await web.heard(before + 1)
  await expect(web.channel.download?.(gone.id._serialized)).rejects.toThrow('does not give this file')
})

chromiumTest(
  'groups, statuses, lists of people and our own words are left alone, and nothing is marked as read',
  async () => {
    const person = newPerson()
    const before = await stored()
    web.side.says(message('120363000000000001@g.us', { type: 'chat', body: 'dans un groupe', at: at() }))
    web.side.says(message('status@broadcast', { type: 'chat', body: 'un statut', isStatusV3: true, at: at() }))
    web.side.says(message(person, { type: 'chat', body: 'à toute une liste', broadcast: true, at: at() }))
    web.side.says(message(person, { type: 'e2e_notification', at: at() }))
    web.side.says(text(person, 'écrit depuis le téléphone de l’association', { fromMe: true, at: at() }))
    const other = newPerson()
    web.side.says(text(other, 'bonjour', { at: at() }))
    await web.heard(before + 1)
    expect(await stored()).toBe(before + 1)
    expect(web.side.sentTo(person)).toEqual([])
    expect(web.side.isUnread(person)).toBe(true)
  },
)

chromiumTest(
  'who hides their number is known by the id WhatsApp gives, whichever one the message came under',
  async () => {
    const [hidden, numbered] = [hiddenPerson(1), newPerson()]
    web.side.knowsLid(numbered, hidden)
    const before = await stored()
    web.side.says(text(hidden, 'bonjour', { at: at() }))
    await web.heard(before + 1)
    web.side.says(text(numbered, 'c’est encore moi', { at: at() }))
    await web.heard(before + 2)
    const [first, second] = (await web.inbox()).slice(before)
    expect(second?.conversation_id).toBe(first?.conversation_id)
    expect(web.side.sentTo(hidden).length).toBeGreaterThan(0)
  },
)

chromiumTest('a changed message is a new one', async () => {
  const person = newPerson()
  const before = await stored()
  const said = text(person, 'bonjour', { at: at() })
  web.side.says(said)
  await web.heard(before + 1)
  web.side.edits(said.id._serialized, 'je cherche la mairie')
  await web.heard(before + 2)
  expect((await heardFrom(before)).at(-1)).toMatchObject({ kind: 'text', text: 'je cherche la mairie' })
})

chromiumTest(
  'a poll goes beside the numbered text, and a vote is a choice; a vote on an older one is too old',
  async () => {
    const person = newPerson()
    const before = await stored()
    web.side.says(text(person, 'jé perdu ma carte didentité', { at: at() }))
    await web.heard(before + 1)
    const poll = web.side.sentTo(person).find(({ type }) => type === 'poll_creation')
    expect(poll?.pollOptions?.map(({ name }) => name)).toEqual(['1 Oui', '2 Non'])
    web.side.votes(poll?.id ?? '', person, [1])
    await web.heard(before + 2)
    expect((await heardFrom(before)).at(-1)).toMatchObject({ kind: 'choice', number: '2', label: 'Non' })
    // a poll of an earlier life of ours
    const older = text(person, '', { fromMe: true, at: at() })
    web.side.says({
      ...older,
      type: 'poll_creation',
      pollName: 'Votre choix :',
      pollOptions: [{ name: '1 Oui', localId: 0 }],
    })
    web.side.votes(older.id._serialized, person, [0])
    await web.heard(before + 3)
    expect((await heardFrom(before)).at(-1)).toMatchObject({ kind: 'choice', question: '' })
  },
)

chromiumTest('what WhatsApp confirms is heard back; what it did not take is a dead letter', async () => {
  const person = newPerson()
  const before = await stored()
  web.side.says(text(person, 'bonjour', { at: at() }))
  await web.heard(before + 1)
  const [first, second] = web.side.sentTo(person)
  web.side.acknowledges(first?.id ?? '', 1)
  web.side.acknowledges(second?.id ?? '', -1)
  const rowOf = async (id: string | undefined) =>
    (await web.outbox()).find(({ native_id }) => native_id === id?.split('_').at(-1))
  await until(async () => (await rowOf(second?.id))?.state === 'dead')
  expect((await rowOf(second?.id))?.error).toContain('WhatsApp n’a pas pris ce message')
  await until(async () => (await rowOf(first?.id))?.receipt_at !== null)
  expect((await rowOf(first?.id))?.state).toBe('sent')
})

chromiumTest(
  'what WhatsApp refuses before its id is known here is a dead letter too; a chat that is gone is one',
  async () => {
    const person = newPerson()
    const before = await stored()
    web.side.refuses(person)
    web.side.says(text(person, 'bonjour', { at: at() }))
    await web.heard(before + 1)
    await until(async () => (await web.outbox()).slice(-2).every(({ state }) => state === 'dead'))
    const gone = newPerson()
    web.side.hasNobodyCalled(gone)
    const bonjour = { id: 'test', text: 'bonjour', choices: [], question: null }
    expect(await web.channel.send(gone, bonjour, { key: 'k', heardAt: at() })).toMatchObject({ kind: 'refused' })
  },
)

chromiumTest('a message the page makes no sense of stops nothing', async () => {
  const before = await stored()
  const person = newPerson()
  for (const odd of [{ type: 'chat' }, { type: 'location', lat: 'nord' }, { type: 'nouvelle-invention', body: 'x' }])
    web.side.says(message(person, { ...odd, at: at() }))
  web.side.says(text(person, 'mot '.repeat(16_000), { at: at() }))
  web.side.says(text(person, 'bonjour', { at: at() }))
  await web.heard(before + 2)
  expect((await heardFrom(before))[0]).toMatchObject({ kind: 'text', text: 'mot '.repeat(1024) })
  expect((await web.channel.probe()).state).toBe('up')
})

chromiumTest('neither numbers nor WhatsApp’s ids that hold them are written anywhere of ours', async () => {
  const rows = JSON.stringify([await web.inbox(), await web.outbox()])
  expect(rows).not.toContain('33639980')
  expect(rows).not.toContain('@lid')
})

chromiumTest('nobody is written to first', async () => {
  const bonjour = { id: 'test', text: 'bonjour', choices: [], question: null }
  const outcome = await web.channel.send(newPerson(), bonjour, { key: 'k', heardAt: null })
  expect(outcome).toMatchObject({ kind: 'refused' })
})

test('an operator who did not ask for WhatsApp Web has none', async () => {
  const { readConfig } = await import('../../app/config.ts')
  expect(readConfig({}).whatsAppWeb).toBeNull()
})
