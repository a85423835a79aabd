import { statSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { loadCatalogue } from '../catalogue/load-catalogue.ts'
import { catalogueExamples } from './example.ts'
import { writeModel } from './model-file.ts'
import { train } from './train.ts'

/** Where the committed model lives. */
export const MODEL_PATH = fileURLToPath(new URL('../model/passerelle.model', import.meta.url))

/** Trains on the catalogue and writes the model. */
export function trainPasserelle(path: string = MODEL_PATH): void {
  const started = performance.now()
  const examples = catalogueExamples(loadCatalogue())
  const model = train(examples)
  writeModel(path, model)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const size = (statSync(path).size / 1e6).toFixed(1)
  console.log(
    `${examples.length} examples, ${model.classes.length} classes, ${model.space.hashes.length} features: ${size} MB in ${seconds} s.`,
  )
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) trainPasserelle()
