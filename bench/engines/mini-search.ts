import MiniSearch from 'minisearch'
import { type Engine, OUTSIDE } from '../engine.ts'

/** Hits whose scores are added up by topic. */
const HITS = 10

function foldTerm(term: string): string | null {
  const folded = term.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  return folded.length > 1 ? folded : null
}

/** MiniSearch over the phrases, one document each, accents folded, slips allowed; the topic is the one most of the best hits are about. */
export function createMiniSearch(): Engine {
  const index = new MiniSearch<{ id: number; text: string; topic: string }>({
    fields: ['text'],
    storeFields: ['topic'],
    processTerm: foldTerm,
    searchOptions: { fuzzy: (term) => (term.length > 4 ? 0.2 : false), prefix: (term) => term.length > 4 },
  })
  return {
    train: (examples) => {
      index.addAll(examples.map(({ text, topic }, id) => ({ id, text, topic: topic ?? OUTSIDE })))
    },
    answer: (text) => {
      const scores = new Map<string, number>()
      for (const { topic, score } of index.search(text).slice(0, HITS))
        scores.set(topic, (scores.get(topic) ?? 0) + score)
      const ranked = [...scores].sort(([, a], [, b]) => b - a)
      const [topic = null, score = 0] = ranked.find(([name]) => name !== OUTSIDE) ?? []
      return { topic, score, stated: topic !== null && ranked[0]?.[0] !== OUTSIDE }
    },
  }
}
