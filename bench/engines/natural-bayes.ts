import { createRequire } from 'node:module'
import { type Engine, OUTSIDE, type Setup } from '../engine.ts'

const require = createRequire(import.meta.url)

interface BayesClassifier {
  addDocument(text: string, label: string): void
  train(): void
  getClassifications(text: string): { label: string; value: number }[]
}

/** Only the files needed: the whole package opens database drivers. */
const Bayes = (): (new (stemmer: unknown) => BayesClassifier) =>
  require('natural/lib/natural/classifiers/bayes_classifier.js')
const stemmerOf = (language: Setup['language']): unknown =>
  require(`natural/lib/natural/stemmers/porter_stemmer${language === 'fr' ? '_fr' : ''}.js`)

/** natural's naive Bayes with the stemmer of the language. It has no rule for abstaining, save that « outside » may come first. */
export function createNaturalBayes({ language }: Setup): Engine {
  const classifier = new (Bayes())(stemmerOf(language))
  return {
    train: (examples) => {
      for (const { text, topic } of examples) classifier.addDocument(text, topic ?? OUTSIDE)
      classifier.train()
    },
    answer: (text) => {
      const classes = classifier.getClassifications(text)
      const total = classes.reduce((sum, { value }) => sum + value, 0)
      const best = classes.find(({ label }) => label !== OUTSIDE)
      return {
        topic: best?.label ?? null,
        score: total > 0 ? (best?.value ?? 0) / total : 0,
        stated: classes[0]?.label !== OUTSIDE,
      }
    },
  }
}
