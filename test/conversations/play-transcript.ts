import { expect } from 'vitest'
import { createRelayActions } from '../../app/actions/relay.ts'
import type { RawActivity } from '../../messaging/channel.ts'
import { ELSEWHERE, type Person, settle, type TestHouse } from '../house.ts'
import { keepTheRules } from './keep-the-rules.ts'
import type { Transcript, TranscriptLine } from './read-transcript.ts'

/** Plays one transcript through the whole house; a failed line says which. */
export async function playTranscript(house: TestHouse, transcript: Transcript): Promise<void> {
  const person = house.newPerson()
  const elsewhere = house.newPerson(ELSEWHERE)
  for (const line of transcript.lines) {
    const play = verbs[line.verb]
    if (!play) throw new Error(`Ligne ${line.number} : je ne connais pas « ${line.verb} ».`)
    const before = person.replies().map(({ text }) => text)
    await play({ house, person, elsewhere, line })
    keepTheRules(person.replies(), line.verb === 'Personne' ? before : [], line.number)
  }
}

interface Scene {
  house: TestHouse
  person: Person
  /** the same person on another channel */
  elsewhere: Person
  line: TranscriptLine
}

const verbs: Record<string, (scene: Scene) => Promise<void>> = {
  Personne: ({ person, line }) => person.sends({ kind: 'text', text: line.rest }),
  'Personne répète': async ({ person, line }) => {
    const id = person.newNativeId()
    await person.sends({ kind: 'text', text: line.rest }, id)
    await person.sends({ kind: 'text', text: line.rest }, id, { keepReplies: true })
  },
  'Personne enchaîne': ({ person, line }) =>
    person.sendsAll(line.rest.split(' / ').map((text): RawActivity => ({ kind: 'text', text }))),
  'Personne appuie': ({ person, line }) =>
    person.sends({ kind: 'choice', question: person.lastQuestion(0), number: line.rest, label: '' }),
  "Personne appuie sur l'ancien": ({ person, line }) =>
    person.sends({ kind: 'choice', question: person.lastQuestion(1), number: line.rest, label: '' }),
  'Personne se situe': ({ person, line }) => {
    const [latitude = 0, longitude = 0] = line.rest.split(',').map(Number)
    return person.sends({ kind: 'location', latitude, longitude })
  },
  'Personne envoie': ({ person, line }) => {
    const media = ({ photo: 'photo', vocal: 'voice', document: 'document' } as const)[line.rest as 'photo']
    return person.sends({ kind: 'media', media, reference: null })
  },
  'Personne arrive de': ({ person, line }) => person.sends({ kind: 'start', placeCode: line.rest }),
  Ailleurs: async ({ house, person, elsewhere, line }) => {
    const text = line.rest.replace('CODE', () => codeGivenTo(person))
    await elsewhere.sends({ kind: 'text', text })
    await settle(house.passerelle)
  },
  'Robot ailleurs': (scene) => verbs.Robot?.({ ...scene, person: scene.elsewhere }) ?? Promise.resolve(),
  'Dit ailleurs': (scene) => verbs.Dit?.({ ...scene, person: scene.elsewhere }) ?? Promise.resolve(),
  'État ailleurs': (scene) => verbs.État?.({ ...scene, person: scene.elsewhere }) ?? Promise.resolve(),
  'Ticket ailleurs': (scene) => verbs.Ticket?.({ ...scene, person: scene.elsewhere }) ?? Promise.resolve(),
  'Guichet tape': async ({ house, person, line }) => {
    const code = line.rest.replace('CODE', () => codeGivenTo(person))
    await person.begin()
    await createRelayActions(house.passerelle).take(house.mediator, code)
    await person.end()
  },
  Robot: async ({ person, line }) => {
    const wanted = line.rest === 'rien' ? [] : idsOf(line.rest.split(',').map((id) => id.trim()))
    const said = idsOf(person.replies().map((reply) => reply.id))
    const fits = said.length === wanted.length && wanted.every((id, index) => matches(said[index] ?? '', id))
    expect(fits ? wanted : said, `ligne ${line.number}`).toEqual(wanted)
  },
  Dit: async ({ person, line }) => expect(person.lastText(), `ligne ${line.number}`).toContain(line.rest),
  'Ne dit pas': async ({ person, line }) => expect(person.lastText(), `ligne ${line.number}`).not.toContain(line.rest),
  Choix: async ({ person, line }) => {
    const choices = person
      .replies()
      .flatMap((reply) => reply.choices.map((choice) => `${choice.number} ${choice.label}`))
    expect(choices.join(', '), `ligne ${line.number}`).toBe(line.rest)
  },
  Besoin: async ({ person, line }) => {
    const needs = (await person.newNeeds()).map((need) => `${need.reason} ${need.topic ?? ''}`.trim())
    const [reason = '', topic] = line.rest.split(' ')
    const found = needs.some((need) => need.startsWith(reason) && (topic === undefined || need.endsWith(topic)))
    expect(found ? line.rest : needs, `ligne ${line.number}`).toBe(line.rest)
  },
  'Pas de besoin': async ({ person, line }) => expect(await person.newNeeds(), `ligne ${line.number}`).toEqual([]),
  Ticket: async ({ person, line }) =>
    expect((await person.ticket())?.status ?? 'aucun', `ligne ${line.number}`).toBe(line.rest),
  Raison: async ({ person, line }) => expect((await person.ticket())?.reason, `ligne ${line.number}`).toBe(line.rest),
  Sujet: async ({ person, line }) => expect((await person.ticket())?.topic, `ligne ${line.number}`).toBe(line.rest),
  Alerte: async ({ house, line }) => expect(await house.lastAlert(), `ligne ${line.number}`).toBe(line.rest),
  État: async ({ person, line }) => expect((await person.state()).status, `ligne ${line.number}`).toBe(line.rest),
  'De garde': ({ house, line }) => house.setOnDuty(line.rest === 'oui'),
  Atelier: async ({ house, line }) => {
    const [title = '', commune = '', days = '1'] = line.rest.split(',').map((part) => part.trim())
    await house.addWorkshop(title, commune, Number(days))
  },
  Attendre: async ({ house, line }) => house.wait(line.rest),
  'Médiateur prend': ({ person }) => person.mediator('claim'),
  'Médiateur écrit': ({ person, line }) => person.mediator('say', line.rest),
  'Médiateur rend': ({ person }) => person.mediator('release'),
  'Médiateur transfère': ({ person, line }) => person.mediator('transfer', line.rest),
  'Réseau du ticket': async ({ person, line }) =>
    expect((await person.ticket())?.network_id, `ligne ${line.number}`).toBe(line.rest),
  'Médiateur termine': ({ person }) => person.mediator('close'),
  'Gardé nulle part': async ({ house, line }) =>
    expect(house.isWrittenAnywhere(line.rest), `ligne ${line.number}`).toBe(false),
}

/** The last code this person was given. */
function codeGivenTo(person: Person): string {
  const code = /\d{3} \d{3}/.exec(person.codeText())?.[0]
  if (!code) throw new Error('No code was given to this person.')
  return code
}

function matches(id: string, pattern: string): boolean {
  return pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : id === pattern
}

/** Whether an article is past its date is the articles' business, and changes with each audit: a conversation is the same with its warning. */
const idsOf = (ids: string[]) => ids.filter((id) => id !== 'answer.stale')
