import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../intents/catalogue/load-catalogue.ts'
import { mergeLines } from '../../intents/catalogue/merge-hands.ts'
import { loadTopics } from '../../intents/catalogue/topics.ts'
import { newFolder } from '../new-folder.ts'

function folderWith(files: Record<string, string>): string {
  const folder = newFolder()
  mkdirSync(join(folder, 'phrases'))
  mkdirSync(join(folder, 'out-of-scope'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

describe('loadTopics', () => {
  it('reads the 211 topics with risk and policy', () => {
    const topics = loadTopics()
    expect(topics).toHaveLength(211)
    expect(topics.find(({ id }) => id === 'caf.rsa.demander')).toMatchObject({
      risk: 'eleve',
      policy: 'REPONDRE_PUIS_HUMAIN',
      riskTags: ['argent', 'urgence_sociale'],
    })
  })

  it('names the line that is broken', () => {
    const folder = folderWith({ 'topics.tsv': 'id\ttitle\nx.y\n' })
    expect(() => loadTopics(join(folder, 'topics.tsv'))).toThrow('topics.tsv, line 2: 1 fields where the header has 2.')
  })
})

describe('loadCatalogue', () => {
  it('reads the hand, voice and text of each phrase, and the kind of those outside', () => {
    const folder = folderWith({
      'phrases/caf.rdv.tsv': 'ana\tshort\trdv caf\n',
      'out-of-scope/near.tsv': 'sms\tpermi de peche\n',
    })
    expect(loadCatalogue(folder)).toEqual({
      phrases: [{ topic: 'caf.rdv', hand: 'ana', voice: 'short', text: 'rdv caf' }],
      outOfScope: [{ kind: 'near', voice: 'sms', text: 'permi de peche' }],
    })
  })

  it.each([
    ['a line with a field missing', { 'phrases/caf.rdv.tsv': 'ana\tshort\n' }, /caf\.rdv\.tsv, line 1: expected 3/],
    ['an unknown topic', { 'phrases/caf.nothing.tsv': 'ana\tshort\tx\n' }, /no topic « caf\.nothing »/],
    ['an unknown kind', { 'out-of-scope/strange.tsv': 'sms\tx\n' }, /the kinds are near/],
  ])('says clearly what is wrong with %s', (_, files, message) => {
    expect(() => loadCatalogue(folderWith(files as unknown as Record<string, string>))).toThrow(message)
  })

  it('holds no phrase twice, and none under two topics', () => {
    const { phrases, outOfScope } = loadCatalogue()
    const lines = [
      ...phrases.map(({ topic, hand, voice, text }) => ({ label: topic, hand, voice, text })),
      ...outOfScope.map(({ kind, voice, text }) => ({ label: `out:${kind}`, hand: '', voice, text })),
    ]
    expect(mergeLines(lines, new Set(lines.map(({ label }) => label)), new Set()).refused).toEqual([])
  })
})

describe('mergeLines', () => {
  const line = (label: string, text: string) => ({ label, hand: 'ana', voice: 'short', text })
  const labels = new Set(['a.a', 'b.b'])

  it('drops what differs only by case, accents and punctuation', () => {
    const { kept } = mergeLines([line('a.a', 'Carte perdue !'), line('a.a', 'carte perdué')], labels, new Set())
    expect(kept.map(({ text }) => text)).toEqual(['Carte perdue !'])
  })

  it('keeps neither of two equal phrases under two topics, and lists both', () => {
    const { kept, refused } = mergeLines([line('a.a', 'papier'), line('b.b', 'Papier')], labels, new Set())
    expect(kept).toEqual([])
    expect(refused).toHaveLength(2)
    expect(refused[0]).toContain('under a.a and b.b')
  })

  it('refuses a line of the measuring set and an unknown label', () => {
    const { kept, refused } = mergeLines([line('a.a', 'Examen'), line('c.c', 'x y')], labels, new Set(['examen']))
    expect(kept).toEqual([])
    expect(refused).toHaveLength(2)
  })
})
