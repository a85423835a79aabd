import { afterAll, beforeAll, expect, test } from 'vitest'
import { ids, type MediaHouse, openMediaHouse } from './media-house.ts'

const LETTER = {
  kind: 'words' as const,
  text: 'Objet : perte de votre carte d’identité\nVous avez déclaré la perte de votre carte nationale d’identité.',
}
let house: MediaHouse
beforeAll(async () => {
  house = await openMediaHouse()
})
afterAll(() => house.close())

test('a photo is read only after « oui », said back, answered, and kept nowhere', async () => {
  const person = house.expects(LETTER)
  await house.sendsFile(person, 'photo', 'page-une')
  expect(ids(person)).toEqual(['welcome.robot', 'media.photo-consent'])
  expect(house.senses.heard).toEqual([])
  await house.says(person, 'oui')
  expect(ids(person).slice(0, 3)).toEqual(['media.reading', 'media.heard-photo', 'answer.papiers.cni.perdue'])
  expect(house.senses.heard).toEqual(['page-une'])
  expect(await house.attached(person)).toBe(0)
  expect(await house.lines(person)).not.toContain(LETTER.text)
})

test('what was read leaves the inbox with its turn', async () => {
  const person = house.expects({ kind: 'words', text: 'Objet : le chantier de la rue Velasquez, quatre mots encore' })
  await house.sendsFile(person, 'photo')
  await house.says(person, 'oui')
  const inbox = await house.db.selectFrom('inbox').select('activity').execute()
  expect(inbox.filter(({ activity }) => activity.includes('Velasquez'))).toEqual([])
})

test('« non » forgets the photo at once', async () => {
  const person = house.expects()
  await house.sendsFile(person, 'photo')
  expect(await house.attached(person)).toBe(1)
  await house.says(person, 'non')
  expect(ids(person)).toEqual(['media.left'])
  expect(await house.attached(person)).toBe(0)
})

test('another question instead of an answer forgets the photo too', async () => {
  const person = house.expects()
  await house.sendsFile(person, 'photo')
  await house.says(person, 'j’ai perdu ma carte d’identité')
  expect(await house.attached(person)).toBe(0)
})

test('unanswered, the photo is forgotten after a quarter of an hour, and « oui » then asks for it again', async () => {
  const person = house.expects()
  await house.sendsFile(person, 'photo')
  await house.wait('14 minutes')
  expect(await house.attached(person)).toBe(1)
  await house.wait('2 minutes')
  expect(await house.attached(person)).toBe(0)
  await house.says(person, 'oui')
  expect(ids(person)).toEqual(['media.photo-gone'])
  expect(house.senses.heard).toEqual([])
})

test('the pages of a letter sent together make one question, and are read in their order', async () => {
  const person = house.expects(LETTER)
  for (const page of ['1', '2']) house.files.set(`page-${page}`, Buffer.from(page))
  await person.sendsAll([
    { kind: 'media', media: 'photo', reference: 'page-1' },
    { kind: 'media', media: 'photo', reference: 'page-2' },
  ])
  expect(ids(person)).toEqual(['welcome.robot', 'media.photo-consent'])
  await house.says(person, '1')
  expect(house.senses.heard).toEqual(['1', '2'])
})

test('an identity document is refused, and neither it nor a word of it stays', async () => {
  const person = house.expects({ kind: 'identity-document' })
  await house.sendsFile(person, 'photo')
  await house.says(person, 'oui')
  expect(ids(person)).toEqual(['media.reading', 'media.identity'])
  expect(person.lastText()).toContain('J’ai supprimé cette photo')
  expect(await house.attached(person)).toBe(0)
})

test('what cannot be read can still be looked at by a person', async () => {
  const person = house.expects({ kind: 'nothing' })
  await house.sendsFile(person, 'photo', 'floue')
  await house.says(person, 'oui')
  expect(ids(person)).toEqual(['media.reading', 'media.photo-unreadable'])
  for (const text of ['0', '87300', 'oui']) await house.says(person, text)
  expect(await house.attached(person)).toBe(1)
  await person.mediator('claim')
  const ticket = await person.ticket()
  expect(ticket?.status).toBe('claimed')
  await person.mediator('close')
  expect(await house.attached(person)).toBe(0)
})

test('a reader that breaks stops nobody', async () => {
  const person = house.expects(new Error('out of memory'))
  await house.sendsFile(person, 'photo')
  await house.says(person, 'oui')
  expect(ids(person)).toEqual(['media.reading', 'media.unavailable'])
})

test('while somebody waits for a mediator, a photo goes to them unread', async () => {
  const person = house.expects()
  for (const text of ['humain', '87300', 'oui']) await house.says(person, text)
  await house.sendsFile(person, 'photo')
  expect(ids(person)).toEqual(['handoff.noted'])
  expect(await house.attached(person)).toBe(1)
})

test('the commune in a letter is no answer to « where are you? »', async () => {
  const letter = {
    kind: 'words' as const,
    text: 'Objet : votre rendez-vous à la mairie de Limoges 87000 pour le passeport',
  }
  const person = house.expects(letter)
  await house.sendsFile(person, 'photo')
  await person.sendsAll([
    { kind: 'text', text: 'oui' },
    { kind: 'text', text: 'humain' },
  ])
  await house.allHeard()
  expect((await person.state()).territory).toBeNull()
})

test('a scam on a photographed screen is said to be one', async () => {
  const text =
    'Ameli : votre nouvelle carte vitale est disponible, réglez 0,99 € sur http://ameli-carte.info avant ce soir'
  const person = house.expects({ kind: 'words', text })
  await house.sendsFile(person, 'photo')
  await house.says(person, 'oui')
  expect(ids(person)).toEqual(['media.reading', 'media.heard-photo', 'scam.scam'])
})

test('a letter in French does not change the language of who shows it', async () => {
  const person = house.expects(LETTER)
  await house.says(person, 'I lost my identity card, what can I do please')
  const { language } = await person.state()
  expect(language).toBe('en')
  await house.sendsFile(person, 'photo')
  await house.says(person, '1')
  expect((await person.state()).language).toBe('en')
})
