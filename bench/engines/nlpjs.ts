import { createRequire } from 'node:module'
import { type Engine, OUTSIDE, type Setup } from '../engine.ts'

const require = createRequire(import.meta.url)

interface Nlp {
  settings: Record<string, unknown>
  addLanguage(language: string): void
  addDocument(language: string, text: string, intent: string): void
  nluManager: { train(settings: { log: (status: { iterations: number }) => void }): Promise<unknown> }
  process(
    language: string,
    text: string,
  ): Promise<{ intent: string; classifications?: { intent: string; score: number }[] }>
}

interface Container {
  use(plugin: unknown): void
  get(name: string): Nlp
}

/** Writes nothing, skips the sentiment it would compute beside the topic: what is timed is understanding alone. */
const SETTINGS = { autoSave: false, autoLoad: false, calculateSentiment: false }

/**
 * Left alone, training goes on for 80 rounds and more, a quarter of an hour on a busy machine for two hundred topics. By
 * ROUNDS its figures have settled: on code-du-travail they are those of 83 rounds.
 */
const ROUNDS = 25

/** The log is told the state itself: it can be put at the end. */
function stopInTime(status: { iterations: number }): void {
  if (status.iterations >= ROUNDS) status.iterations = Number.POSITIVE_INFINITY
}

/** nlp.js with its own settings: threshold 0.5, None feature on. Examples out of scope are its « None ». */
export function createNlpjs({ language }: Setup): Engine {
  let nlp: Nlp | null = null
  return {
    train: async (examples) => {
      const { containerBootstrap, Nlp: plugin } = require('@nlpjs/basic')
      const { LangFr } = require('@nlpjs/lang-fr')
      const { LangEn } = require('@nlpjs/lang-en')
      const container: Container = await containerBootstrap()
      container.use(plugin)
      container.use(language === 'fr' ? LangFr : LangEn)
      nlp = container.get('nlp')
      Object.assign(nlp.settings, SETTINGS)
      nlp.addLanguage(language)
      for (const { text, topic } of examples) nlp.addDocument(language, text, topic ?? OUTSIDE)
      // What `nlp.train` does when nothing is saved, with a say in when to stop.
      await nlp.nluManager.train({ log: stopInTime })
    },
    answer: async (text) => {
      if (nlp === null) throw new Error('The engine was asked before it was trained.')
      const { intent, classifications = [] } = await nlp.process(language, text)
      const best = classifications.find((one) => one.intent !== OUTSIDE)
      return { topic: best?.intent ?? null, score: best?.score ?? 0, stated: intent !== OUTSIDE }
    },
  }
}
