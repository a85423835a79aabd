import { loadCatalogue } from '../catalogue/load-catalogue.ts'
import { catalogueExamples } from './example.ts'
import { inputsHash } from './inputs-hash.ts'
import { readModel } from './model-file.ts'
import { passerelleOptions } from './train.ts'
import { MODEL_PATH } from './train-cli.ts'

/** Is the committed model what today's catalogue and rules would give? */
export function modelIsCurrent(path: string = MODEL_PATH): boolean {
  return readModel(path).inputs === inputsHash(catalogueExamples(loadCatalogue()), passerelleOptions())
}
