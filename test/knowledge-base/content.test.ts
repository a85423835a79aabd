import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { topicFacts } from '../../app/topic-facts.ts'
import type { Article } from '../../knowledge-base/article.ts'
import { checkArticle, checkLabels } from '../../knowledge-base/check/check-article.ts'
import { checkText } from '../../knowledge-base/check/check-text.ts'
import { readArticle } from '../../knowledge-base/load-articles.ts'
import { createSnapshot } from '../../knowledge-base/snapshot.ts'

const file = 'papiers.cni.perdue.md'
const text = readFileSync(join(import.meta.dirname, '../../knowledge-base/articles', file), 'utf8')
const topics = topicFacts()
const byId = new Map(topics.map((topic) => [topic.id, topic]))
const NOW = Date.UTC(2026, 10, 22)

function good(): Article {
  const read = readArticle(text, file)
  if (!('article' in read)) throw new Error('the example article is broken')
  return read.article
}

describe('a broken article', () => {
  it.each([
    ['no front matter', 'bonjour', 'Il manque l’en-tête'],
    ['YAML that cannot be read', '---\nshort: a: b: c\n---\n', 'n’est pas du YAML lisible'],
    ['an unknown field', text.replace('short:', 'shrot:'), 'Champ inconnu : shrot'],
    [
      'a label too long',
      text.replace(/^label: .*$/m, 'label: un libellé bien trop long pour un bouton'),
      'trop long : 20',
    ],
    ['another id than its file', text.replace('id: papiers.cni.perdue', 'id: papiers.cni.volee'), 'diffèrent'],
  ])('with %s says what to do', (_case, broken, message) => {
    const read = readArticle(broken, file)
    expect('findings' in read ? read.findings.map((one) => one.message).join('\n') : '').toContain(message)
  })
})

describe('a text said to people', () => {
  it.each([
    ['Il suffit de cliquer.', 'blame'],
    ['Allez à Pôle emploi.', 'old-name'],
    ['Appelez le 0 826 10 10 10.', 'surtaxed'],
    ['Cela coûte 25 euros.', 'amount'],
    ['Voir https://www.caf.fr', 'link-in-text'],
    ['Appelez le 32 30, coût selon votre opérateur.', 'unknown-cost'],
    ['Écrivez à jeanne@exemple.fr', 'personal-data'],
    ['a\nb\nc\nd\ne\nf', 'too-many-lines'],
  ])('« %s » is refused', (said, id) => {
    expect(checkText('short', said).map(([found]) => found)).toContain(id)
  })

  it('may give the one paid number that blocks a card', () => {
    expect(checkText('short', 'Sans ce numéro : 0 892 705 705, payant.')).toEqual([])
  })
})

describe('an article', () => {
  const errorsOf = (article: Article) =>
    checkArticle(article, byId, NOW).flatMap((one) => (one.level === 'error' ? [one.message] : []))

  it('as committed has no error', () => expect(errorsOf(good())).toEqual([]))
  it('needs a way without internet', () => {
    const { without_internet: _, ...without } = good()
    expect(errorsOf(without).join()).toContain('comment faire sans internet')
  })
  it('links only to official sites', () => {
    expect(errorsOf({ ...good(), site: { words: 'x', link: 'https://ants-gouv.fr/' } }).join()).toContain(
      'sites officiels',
    )
  })
  it('cannot live longer than three years from its source', () => {
    expect(errorsOf({ ...good(), source_dated: '2020-01-01', expires_on: '2026-01-01' }).join()).toContain(
      'Trois ans au plus',
    )
  })
  it.each([
    [{ topic: 'papiers.inconnu' }, 'mène à « papiers.inconnu »'],
    [{ topic: 'papiers.cni.perdue' }, 'mène à « papiers.cni.perdue »'],
    [{ section: 'call' as const }, 'mène à « call », que cet article n’a pas'],
  ])('whose first question leads nowhere (%o) says what to do', (leadsTo, message) => {
    const choices = [
      { label: 'Volée', topic: 'papiers.cni.volee', words: [] },
      { label: 'Perdue', words: [], ...leadsTo },
    ]
    expect(errorsOf({ ...good(), ask_first: { question: 'Perdue ou volée ?', choices } }).join()).toContain(message)
  })
  it('whose first question has a choice with two ends, or accents in its words, is refused', () => {
    const asking = (choice: string) =>
      text.replace(
        'steps:',
        `ask_first:\n  question: "Perdue ou volée ?"\n  choices:\n    - {label: Perdue, section: short}\n    - ${choice}\nsteps:`,
      )
    expect('article' in readArticle(asking('{label: Volée, topic: papiers.cni.volee, words: [volee]}'), file)).toBe(
      true,
    )
    expect('article' in readArticle(asking('{label: Volée, topic: papiers.cni.volee, section: short}'), file)).toBe(
      false,
    )
    expect('article' in readArticle(asking('{label: Volée, topic: papiers.cni.volee, words: [volée]}'), file)).toBe(
      false,
    )
  })
  it('has a label of its own', () => {
    expect(checkLabels([good(), { ...good(), id: 'papiers.cni.volee' }])).toHaveLength(1)
  })
  it('is served with a warning past its date, and two years later not at all', () => {
    const view = (expires: string) =>
      createSnapshot({
        topics,
        articles: [{ ...good(), expires_on: expires }],
        flashes: [],
        version: 'v',
        now: NOW,
      }).topic('papiers.cni.perdue')?.article
    expect(view('2027-01-01')?.stale).toBe(false)
    expect(view('2026-01-01')?.stale).toBe(true)
    expect(view('2024-01-01')).toBe(null)
  })
})
