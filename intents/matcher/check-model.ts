import { loadCatalogue } from '../catalogue/load-catalogue.ts'
import { catalogueExamples } from './example.ts'
import { inputsHash } from './inputs-hash.ts'
import { readModel } from './model-file.ts'
import { passerelleOptions } from './train.ts'
import { MODEL_PATH } from './train-cli.ts'

/** Whether the committed model is what today's catalogue, recipe and language data give; compares hashes, trains nothing. */
export function checkModel(path: string = MODEL_PATH): { kind: 'current' } | { kind: 'stale'; advice: string } {
  const now = inputsHash(catalogueExamples(loadCatalogue()), passerelleOptions())
  if (readModel(path).inputs === now) return { kind: 'current' }
  return {
    kind: 'stale',
    advice: `${path} is not what the catalogue gives: run « node intents/matcher/train-cli.ts ».`,
  }
}
