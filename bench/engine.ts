import type { Example } from '../intents/matcher/example.ts'

/** What an engine makes of one message. */
export interface Answer {
  /** The topic it puts first, even when it would rather not say; null when it has none at all. */
  readonly topic: string | null
  /** How much it trusts that topic, on its own scale; higher is surer. The bench only compares it within one engine. */
  readonly score: number
  /** Whether, left to its own rule, it would give that topic as its answer. */
  readonly stated: boolean
}

/** One way of telling topics apart, as the bench drives it. An example whose topic is null is out of scope. */
export interface Engine {
  train(examples: readonly Example[]): void | Promise<void>
  answer(text: string): Answer | Promise<Answer>
}

/** What an engine has to know of a set before training. */
export interface Setup {
  readonly language: 'fr' | 'en'
  /** Our own catalogue (topics with risks, noisy writers), or somebody's labelled set. */
  readonly recipe: 'catalogue' | 'labelled'
}

/** The class other engines are given for examples out of scope; nlp.js knows it by this very name. */
export const OUTSIDE = 'None'
