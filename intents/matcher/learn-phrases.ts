import { loadCatalogue } from '../catalogue/load-catalogue.ts'
import { catalogueExamples, type Example } from './example.ts'
import type { Model } from './model.ts'
import { passerelleOptions, train } from './train.ts'

/** An added phrase stands alone where those of the catalogue are fifty a topic: it is read this often, each time with other noise. */
const READINGS = 3

/**
 * The model of the catalogue and of phrases added to it, by the recipe of `npm run train`. The confidence weights of `served`
 * are kept: settling them takes one more fit an author, and a handful of phrases would not move them.
 */
export function learnPhrases(
  phrases: readonly { readonly topic: string; readonly text: string }[],
  hand: string,
  served: Model,
): Model {
  const added = phrases.flatMap(({ topic, text }): Example[] => Array(READINGS).fill({ topic, text, hand }))
  const examples = [...catalogueExamples(loadCatalogue()), ...added]
  return train(examples, { ...passerelleOptions(), calibration: served.calibration })
}
