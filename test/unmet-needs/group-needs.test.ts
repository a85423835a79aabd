import { expect, test } from 'vitest'
import { normalise } from '../../intents/language/normalise.ts'
import { groupNeeds, type Need } from '../../unmet-needs/group-needs.ts'

let made = 0
const need = (text: string, topic: string | null = null, reason = 'out-of-scope'): Need => ({
  id: `need-${String(++made).padStart(3, '0')}`,
  text,
  topic,
  reason,
  commune: null,
  departement: null,
  month: '2026-11',
  state: 'new',
})
const textsOf = (needs: Need[]) =>
  groupNeeds(needs, normalise).map((group) => group.needs.map(({ text }) => text).sort())

test('the same need said in other words or spelled by ear makes one group, another need another one', () => {
  const groups = textsOf([
    need('la carte pour le composteur du quartier'),
    need('comment tailler mes rosiers'),
    need('une carte composteur du cartier'),
    need('carte du composteur'),
  ])
  expect(groups).toEqual([
    ['carte du composteur', 'la carte pour le composteur du quartier', 'une carte composteur du cartier'],
    ['comment tailler mes rosiers'],
  ])
})

test('the order in which needs come changes nothing', () => {
  const needs = ['carte composteur', 'car scolaire', 'le composteur, la carte', 'inscription car scolaire'].map(
    (text) => need(text),
  )
  expect(groupNeeds(needs.toReversed(), normalise)).toEqual(groupNeeds(needs, normalise))
})

test('the need shown for a group is the one most like the others', () => {
  const [group] = groupNeeds(
    [need('carte du composteur collectif de la rue haute'), need('carte composteur'), need('carte composteur rue')],
    normalise,
  )
  expect(group?.example.text).toBe('carte composteur rue')
})

test('needs whose words are forgotten meet by topic and reason', () => {
  const groups = groupNeeds(
    [
      need('', 'ecole.transport', 'no-article'),
      need('', 'ecole.transport', 'no-article'),
      need('', null, 'no-article'),
    ],
    normalise,
  )
  expect(groups.map(({ needs, topic }) => [topic, needs.length])).toEqual([
    ['ecole.transport', 2],
    [null, 1],
  ])
})
