import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { dataLines } from '../language/data-lines.ts'
import { loadTopics } from './topics.ts'

export const OUT_OF_SCOPE_KINDS = ['near', 'offtopic', 'smalltalk', 'insult', 'gibberish'] as const
export type OutOfScopeKind = (typeof OUT_OF_SCOPE_KINDS)[number]

/** A message as somebody would write it, with its topic; `hand` is its author, so that one author can be left out. */
export interface Phrase {
  readonly topic: string
  readonly voice: string
  readonly hand: string
  readonly text: string
}

export interface OutOfScopePhrase {
  readonly kind: OutOfScopeKind
  readonly voice: string
  readonly text: string
}

export interface Catalogue {
  readonly phrases: Phrase[]
  readonly outOfScope: OutOfScopePhrase[]
}

/** Reads `phrases/<topic>.tsv` (hand, voice, text) and `out-of-scope/<kind>.tsv` (voice, text). Throws with file and line when broken. */
export function loadCatalogue(folder: string = fileURLToPath(new URL('.', import.meta.url))): Catalogue {
  const known = new Set(loadTopics().map((topic) => topic.id))
  const phrases = tsvNames(join(folder, 'phrases')).flatMap((topic) => {
    if (!known.has(topic))
      throw new Error(`phrases/${topic}.tsv: no topic « ${topic} » in topics.tsv; rename the file or add the topic.`)
    return dataLines(join(folder, 'phrases', `${topic}.tsv`), 3).map(([hand = '', voice = '', text = '']) => ({
      topic,
      voice,
      hand,
      text,
    }))
  })
  const outOfScope = tsvNames(join(folder, 'out-of-scope')).flatMap((name) => {
    const kind = OUT_OF_SCOPE_KINDS.find((candidate) => candidate === name)
    if (kind === undefined) throw new Error(`out-of-scope/${name}.tsv: the kinds are ${OUT_OF_SCOPE_KINDS.join(', ')}.`)
    return dataLines(join(folder, 'out-of-scope', `${name}.tsv`), 2).map(([voice = '', text = '']) => ({
      kind,
      voice,
      text,
    }))
  })
  return { phrases, outOfScope }
}

function tsvNames(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.tsv'))
    .map((name) => name.slice(0, -'.tsv'.length))
    .sort()
}
