import { afterAll, beforeAll, expect, test } from 'vitest'
import { ids, type MediaHouse, openMediaHouse } from './media-house.ts'

let house: MediaHouse
beforeAll(async () => {
  house = await openMediaHouse()
})
afterAll(() => house.close())

test('a voice note is heard, said back, and answered like written words', async () => {
  const person = house.expects({ kind: 'words', text: 'j’ai perdu ma carte d’identité' })
  await house.sendsFile(person, 'voice')
  expect(ids(person)).toEqual([
    'welcome.robot',
    'media.heard-voice',
    'answer.papiers.cni.perdue',
    'answer.where-and-steps',
    'solved.ask',
  ])
  expect(person.lastText()).toContain('J’ai entendu : « j’ai perdu ma carte d’identité »')
  expect(await house.attached(person)).toBe(0)
  expect(await house.lines(person)).toContain('[MESSAGE VOCAL] j’ai perdu ma carte d’identité')
})

test('a code said aloud is written nowhere', async () => {
  const person = house.expects({ kind: 'words', text: 'mon mot de passe c’est Tulipe4821 ça marche pas' })
  await house.sendsFile(person, 'voice')
  expect(ids(person)).toContain('secret.masked')
  expect(person.lastText()).not.toContain('Tulipe4821')
  expect(house.isWrittenAnywhere('Tulipe4821')).toBe(false)
})

test('danger said aloud is danger, without an echo before the number', async () => {
  const person = house.expects({ kind: 'words', text: 'je veux en finir avec la vie' })
  await house.sendsFile(person, 'voice')
  expect(ids(person)[0]).toBe('danger.vital_suicide')
  expect(ids(person)).not.toContain('media.heard-voice')
})

test('danger said aloud is heard while a mediator has the conversation, who also keeps the note', async () => {
  const person = house.expects({ kind: 'words', text: 'mon mari me frappe il est là' })
  for (const text of ['humain', '87300', 'oui']) await house.says(person, text)
  await person.mediator('claim')
  await house.sendsFile(person, 'voice')
  expect(ids(person)[0]).toBe('danger.danger_immediat_violence')
  expect(await house.attached(person)).toBe(1)
})

test('an order said aloud is obeyed, a spoken « oui » answers the question', async () => {
  const said = ['humain', 'Bellac', 'oui'].map((text) => ({ kind: 'words' as const, text }))
  const person = house.expects(...said)
  for (const note of ['1', '2', '3']) await house.sendsFile(person, 'voice', note)
  expect((await person.ticket())?.status).toBe('open')
})

test('what was written while the note was listened to is answered without waiting for it', async () => {
  const { promise, resolve } = Promise.withResolvers<{ kind: 'words'; text: string }>()
  const person = house.expects(promise)
  house.files.set('ref', Buffer.from('voix'))
  await person.sends({ kind: 'media', media: 'voice', reference: 'ref' })
  expect(ids(person)).toEqual([])
  await person.sends({ kind: 'text', text: 'au secours il me frappe' })
  expect(ids(person)[0]).toBe('danger.danger_immediat_violence')
  resolve({ kind: 'words', text: 'j’ai perdu ma carte d’identité' })
  await person.begin()
  await house.allHeard()
  expect(ids(person)[0]).toBe('media.heard-voice')
})

test('nothing in the note: said, and a person can still listen to it', async () => {
  const person = house.expects({ kind: 'nothing' })
  await house.sendsFile(person, 'voice')
  expect(ids(person)).toEqual(['welcome.robot', 'media.voice-unheard'])
  expect(await house.attached(person)).toBe(1)
  for (const text of ['0', '87300', 'oui']) await house.says(person, text)
  expect((await person.ticket())?.reason).toBe('media')
  expect(await house.attached(person)).toBe(1)
})

test('what breaks while listening stops nobody: the person is told, and may write', async () => {
  const person = house.expects(new Error('the model fell over'))
  await house.sendsFile(person, 'voice')
  expect(ids(person)).toEqual(['welcome.robot', 'media.unavailable'])
  await house.says(person, 'j’ai perdu ma carte d’identité')
  expect(ids(person)).toContain('answer.papiers.cni.perdue')
  expect(await house.attached(person)).toBe(0)
})

test('a file its platform no longer gives, or one of more than 20 MB, is told like the rest', async () => {
  const person = house.expects()
  await person.sends({ kind: 'media', media: 'voice', reference: 'gone' })
  await house.allHeard()
  expect(ids(person)).toContain('media.unavailable')
  await house.sendsFile(person, 'voice', 'x'.repeat(20 * 1024 * 1024 + 1))
  expect(ids(person)).toContain('media.unavailable')
  expect(house.senses.heard).toEqual([])
})

test('the same note brought twice is heard once', async () => {
  const words = { kind: 'words' as const, text: 'j’ai perdu ma carte d’identité' }
  const person = house.expects(words, words)
  house.files.set('ref', Buffer.from('voix'))
  for (let twice = 0; twice < 2; twice++) {
    await person.sends({ kind: 'media', media: 'voice', reference: 'ref' }, 'the-same')
    await house.allHeard()
  }
  expect(house.senses.heard).toEqual(['voix'])
})

test('« effacer » while the note is listened to: what is heard afterwards is kept nowhere and answered by nobody', async () => {
  const { promise, resolve } = Promise.withResolvers<{ kind: 'words'; text: string }>()
  const person = house.expects(promise)
  house.files.set('ref', Buffer.from('voix'))
  await person.sends({ kind: 'media', media: 'voice', reference: 'ref' })
  await person.sends({ kind: 'text', text: 'effacer' })
  resolve({ kind: 'words', text: 'le chantier de la rue Zurbaran' })
  await house.allHeard()
  expect(ids(person)).toEqual(['welcome.robot', 'erase.receipt'])
  expect(house.isWrittenAnywhere('Zurbaran')).toBe(false)
})

test('without a model the note goes to the mediator the person asks for', async () => {
  const person = house.expects()
  house.senses.listens = false
  await house.sendsFile(person, 'voice')
  expect(ids(person)).toEqual(['welcome.robot', 'media.voice'])
  for (const text of ['0', '87300', 'oui']) await house.says(person, text)
  expect((await person.ticket())?.status).toBe('open')
  expect(await house.attached(person)).toBe(1)
  expect(house.senses.heard).toEqual([])
})

test('a note that stopped the whole program twice is not tried a third time', async () => {
  const person = house.expects({ kind: 'words', text: 'bonjour' })
  await house.says(person, 'bonjour')
  const conversation = await person.conversationRow()
  await house.db
    .insertInto('hearings')
    .values({
      id: 'left-behind',
      network_id: 'passerelle',
      conversation_id: conversation?.id ?? '',
      media: 'voice',
      attempts: 2,
      due_at: 0,
      claimed_by: '',
      claimed_until: 0,
    })
    .execute()
  await person.begin()
  await house.allHeard()
  expect(ids(person)).toEqual(['media.unavailable'])
  expect(house.senses.heard).toEqual([])
})
