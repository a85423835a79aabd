import { describe, expect, it } from 'vitest'
import { COMPARED, createEngine } from '../../bench/create-engine.ts'

const PHRASES: Readonly<Record<string, readonly string[]>> = {
  carte: ['ma carte vitale est perdue', 'carte vitale volée hier', 'carte vitale introuvable', 'nouvelle carte vitale'],
  impots: ['déclarer mes impôts', 'les impôts en ligne', 'ma déclaration d’impôts', 'payer les impôts'],
  permis: ['permis de conduire cassé', 'refaire le permis', 'points du permis', 'permis de conduire étranger'],
  loyer: ['je ne paie plus le loyer', 'retard de loyer', 'quittance de loyer', 'loyer trop cher'],
}
const OUTSIDE = ['quelle heure est il', 'raconte une blague', 'recette de crêpes', 'il va pleuvoir demain']

const EXAMPLES = [
  ...Object.entries(PHRASES).flatMap(([topic, texts]) => texts.map((text) => ({ text, topic }))),
  ...OUTSIDE.map((text) => ({ text, topic: null })),
]

describe.each(COMPARED)('%s, trained on twenty examples', (name) => {
  it('puts the right topic first for words it has read, and scores it above a message outside', async () => {
    const engine = createEngine(name, { language: 'fr', recipe: 'labelled' })
    await engine.train(EXAMPLES)
    const told = await Promise.all(
      ['carte vitale perdue', 'déclarer les impôts', 'mon permis de conduire', 'le loyer en retard'].map((text) =>
        engine.answer(text),
      ),
    )
    expect(told.map(({ topic }) => topic)).toEqual(['carte', 'impots', 'permis', 'loyer'])
    const outside = await engine.answer('raconte une recette de crêpes')
    for (const { score } of told) expect(score).toBeGreaterThan(outside.score)
  })

  it('does not state a topic for what it was told is outside', async () => {
    const engine = createEngine(name, { language: 'fr', recipe: 'labelled' })
    await engine.train(EXAMPLES)
    expect((await engine.answer('raconte une blague')).stated).toBe(false)
  })
})

describe('the committed model', () => {
  it('answers without any example', async () => {
    const engine = createEngine('passerelle, committed', { language: 'fr', recipe: 'catalogue' })
    await engine.train([])
    expect((await engine.answer('j’ai perdu ma carte vitale')).topic).toBe('sante.carte_vitale.perdue')
  })
})
