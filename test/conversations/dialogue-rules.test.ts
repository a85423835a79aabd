import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newConversation } from '../../bot/conversation.ts'
import { fold } from '../../bot/fold.ts'
import { readChoice, readCommand } from '../../bot/read-words.ts'
import { allTexts, offeredLanguages } from '../../bot/texts/texts.ts'
import { takeTurn } from '../../bot/turn.ts'
import type { Match, World } from '../../bot/world.ts'
import { openTestHouse, type TestHouse } from '../house.ts'

/** What docs/dialogue-rules.md says no conversation alone can show: the words of every language, and each policy with each band. */
describe('the words that are obeyed at any point', () => {
  const said: Record<string, string[]> = {
    human: ['humain', 'a person', 'شخص', 'uma pessoa', 'persona', 'insan', 'людина', 'o persoană'],
    back: ['Retour', 'back', 'رجوع', 'voltar', 'volver', 'geri', 'назад', 'înapoi'],
    restart: ['recommencer', 'start over', 'البداية', 'recomeçar', 'empezar', 'bastan', 'спочатку', 'de la început'],
    stop: ['STOP', 'stop.', 'توقف', 'parar', 'arrêter', 'dur', 'стоп', 'oprește'],
    'my-data': [
      'mes données',
      'my data',
      'بياناتي',
      'os meus dados',
      'mis datos',
      'verilerim',
      'мої дані',
      'datele mele',
    ],
    erase: ['effacer', 'erase', 'امسح', 'apagar', 'borrar', 'sil', 'стерти', 'șterge'],
  }
  it.each(Object.entries(said))('%s is understood in each of the eight languages', (command, forms) => {
    expect(forms.map((form) => [form, readCommand(fold(form))])).toEqual(forms.map((form) => [form, command]))
  })
  it('a sentence that only holds one of them is a question', () => {
    for (const sentence of [
      'au secours le site me redemande un humain',
      'comment effacer un sms',
      'le bouton retour est gris',
    ])
      expect(readCommand(fold(sentence))).toBeNull()
  })
  it('a choice is taken by its number said any way, and by its own words', () => {
    const act = { do: 'solved' } as const
    const options = [
      { number: '1', label: 'Carte perdue', act },
      { number: '2', label: 'Carte volée', act },
    ]
    for (const first of ['1', 'un', '1.', 'le premier', 'Carte perdue', 'perdue'])
      expect([first, readChoice(fold(first), options)?.number]).toEqual([first, '1'])
    const yes = [
      { number: '1', label: 'Oui', act },
      { number: '2', label: 'Non', act },
    ]
    expect(['👍', 'ok', 'wi', 'nan'].map((one) => readChoice(fold(one), yes)?.number)).toEqual(['1', '1', '1', '2'])
  })
})

it('every language offered has the texts of danger and the way to a person, and says whether they were re-read', () => {
  const needed = ['handoff.consent', 'handoff.in-queue', 'handoff.promise', 'language.can-do', 'danger.vital_suicide']
  for (const language of offeredLanguages().filter((one) => one !== 'fr')) {
    const ids = allTexts(language).map(([id]) => id)
    expect([language, needed.filter((id) => !ids.includes(id))]).toEqual([language, []])
  }
})

describe('what follows from a policy and a band', () => {
  let house: TestHouse
  let world: World
  beforeAll(async () => {
    house = await openTestHouse()
    world = await house.passerelle.readWorld()
  })
  afterAll(() => house.close())

  const topics = {
    REPONDRE: 'caf.attestation',
    REPONDRE_PUIS_HUMAIN: 'compte.franceconnect.echec',
    HUMAIN_DIRECT: 'etranger.titre.renouveler',
    URGENCE: 'urgence.suicide',
  }
  const match = (band: Match['band'], ...candidates: string[]): Match => ({
    band,
    topic: band === 'sure' ? (candidates[0] ?? null) : null,
    candidates: candidates.map((topic) => ({ topic, confidence: 0.5 })),
    outOfScope: null,
  })
  /** Words no rule knows, taken for what the test says. */
  const turn = (of: Match, change: Partial<World> = {}) => {
    const understanding = { ...world.understanding, match: () => [of] }
    const activity = { kind: 'text' as const, text: 'zorg blup trik', secrets: [] }
    const { replies, effects } = takeTurn(
      newConversation,
      activity,
      { ...world, understanding, ...change },
      house.passerelle.now(),
    )
    return { ids: replies.map(({ id }) => id), replies, kinds: effects.map(({ kind }) => kind) }
  }

  it('the examples have the policies they stand for', () => {
    for (const [policy, topic] of Object.entries(topics)) expect(world.knowledge.topic(topic)?.policy).toBe(policy)
  })
  it('sure: an answer; an offer of a person where the policy says so; never a ticket by itself', () => {
    const ends = {
      REPONDRE: 'solved.ask',
      REPONDRE_PUIS_HUMAIN: 'solved.ask-with-human',
      HUMAIN_DIRECT: 'offer.topic-needs-human',
    }
    for (const [policy, end] of Object.entries(ends)) {
      const topic = topics[policy as keyof typeof ends]
      const { ids, kinds } = turn(match('sure', topic))
      expect(ids).toContain(`answer.${topic}`)
      expect(ids.at(-1)).toBe(end)
      expect(kinds).not.toContain('open-ticket')
    }
  })
  it('unsure: a question, nothing answered', () => {
    for (const topic of [topics.REPONDRE, topics.REPONDRE_PUIS_HUMAIN, topics.HUMAIN_DIRECT]) {
      const { ids } = turn(match('unsure', topic, 'caf.rdv'))
      expect(ids.at(-1)).toMatch(/^clarify\./)
      expect(ids.some((id) => id.startsWith('answer.'))).toBe(false)
    }
  })
  it('none: said so, a person one digit away, the need recorded', () => {
    const { ids, replies, kinds } = turn(match('none'))
    expect(ids.at(-1)).toBe('fallback.say-again')
    expect(replies.at(-1)?.choices.at(-1)?.number).toBe('0')
    expect(kinds).toContain('record-need')
  })
  it('urgent and sure: the danger path, without a menu or « c’est réglé ? »', () => {
    const { ids, replies, kinds } = turn(match('sure', topics.URGENCE))
    expect(ids[0]).toMatch(/^danger\./)
    expect(ids).not.toContain('danger.ask-now')
    expect(replies.flatMap(({ choices }) => choices)).toEqual([])
    expect(kinds).toEqual(['alert-mediator', 'record-danger'])
  })
  it('urgent first or second in doubt: the one question, never a numbered choice of topics', () => {
    for (const of of [
      match('unsure', topics.URGENCE, topics.REPONDRE),
      match('unsure', topics.REPONDRE, topics.URGENCE),
    ]) {
      const { ids, replies, kinds } = turn(of)
      expect(ids.at(-1)).toBe('danger.ask-now')
      expect(replies.at(-1)?.choices.map(({ number }) => number)).toEqual(['1', '2'])
      expect(kinds).toEqual([])
    }
  })
  it('urgent first among guesses of no weight: the one question', () => {
    expect(turn(match('none', topics.URGENCE)).ids.at(-1)).toBe('danger.ask-now')
  })
  it('an answer past its date is said to be', () => {
    const stale = (id: string) => {
      const view = world.knowledge.topic(id)
      return view?.article ? { ...view, article: { ...view.article, stale: true } } : view
    }
    expect(turn(match('sure', topics.REPONDRE), { knowledge: { ...world.knowledge, topic: stale } }).ids).toContain(
      'answer.stale',
    )
  })
})
