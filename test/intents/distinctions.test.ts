import { expect, test } from 'vitest'
import { DISTINCTIONS, distinguish } from '../../intents/catalogue/distinctions.ts'
import { loadTopics } from '../../intents/catalogue/topics.ts'

const topics = new Map(loadTopics().map((topic) => [topic.id, topic]))
const candidates = (...confidences: [string, number][]): { topic: string; confidence: number }[] =>
  confidences.map(([topic, confidence]) => ({ topic, confidence }))

test('sixty groups of confusable topics at least have their question', () => {
  expect(DISTINCTIONS.length).toBeGreaterThanOrEqual(60)
  expect(new Set(DISTINCTIONS.map(({ question }) => question)).size).toBe(DISTINCTIONS.length)
})

test.each(DISTINCTIONS.map((one) => [one.question, one] as const))('« %s » can be asked', (question, { choices }) => {
  expect(question).toMatch(/^\p{Lu}.{8,68}\?$/u)
  expect(choices.length).toBeGreaterThanOrEqual(2)
  for (const { topic, label } of choices) {
    expect(topics.has(topic), topic).toBe(true)
    // An emergency is never a numbered choice.
    expect(topics.get(topic)?.policy, topic).not.toBe('URGENCE')
    expect(label.length, label).toBeLessThanOrEqual(20)
    expect(label.trim(), label).toBe(label)
  }
  expect(new Set(choices.map(({ topic }) => topic)).size).toBe(choices.length)
  expect(new Set(choices.map(({ label }) => label.toLowerCase())).size).toBe(choices.length)
})

test('two topics of one group get its question, and all its answers', () => {
  const asked = distinguish(candidates(['papiers.cni.volee', 0.5], ['papiers.cni.perdue', 0.4], ['aide.rdv', 0.02]))
  expect(asked?.question).toBe('Votre carte d’identité est-elle perdue ou volée ?')
  expect(asked?.choices.map(({ label }) => label)).toEqual(['Perdue', 'Volée'])
})

test('the group with the fewest answers is asked', () => {
  const asked = distinguish(candidates(['compte.mdp.impots', 0.5], ['impots.creer_compte', 0.4]))
  expect(asked?.choices.map(({ label }) => label)).toEqual(['Oui, code oublié', 'Non, le créer'])
})

test('of a long list the candidates are among the four answers, in the order of the file', () => {
  const asked = distinguish(candidates(['compte.mdp.educonnect', 0.4], ['compte.mdp.caf', 0.4]))
  expect(asked?.choices.map(({ label }) => label)).toEqual(['Caf', 'ameli', 'Impôts', 'ÉduConnect'])
})

test('candidates of no common group get no question', () => {
  expect(distinguish(candidates(['papiers.cni.volee', 0.5], ['sante.mutuelle', 0.4]))).toBe(null)
})

test('a third candidate in doubt outside the group leaves it unasked, one that is noise does not', () => {
  const pair: [string, number][] = [
    ['papiers.cni.volee', 0.4],
    ['papiers.cni.perdue', 0.3],
  ]
  expect(distinguish(candidates(...pair, ['sante.mutuelle', 0.25]))).toBe(null)
  expect(distinguish(candidates(...pair, ['sante.mutuelle', 0.03]))).not.toBe(null)
})
