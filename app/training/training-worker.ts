import { renameSync } from 'node:fs'
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { findShortfall, type Shortfall } from '../../intents/evaluate/check-floors.ts'
import { learnPhrases } from '../../intents/matcher/learn-phrases.ts'
import { createMatcher } from '../../intents/matcher/match.ts'
import { readModel, writeModel } from '../../intents/matcher/model-file.ts'
import { MODEL_PATH } from '../../intents/matcher/train-cli.ts'

/** What the worker is handed, and what it says at its end. */
export interface TrainingOrder {
  readonly phrases: readonly { readonly topic: string; readonly text: string }[]
  readonly hand: string
  /** where the model goes; nothing is there when it is refused */
  readonly path: string
}
export type TrainingReply = { readonly kind: 'learnt' } | { readonly kind: 'refused'; readonly shortfall: Shortfall }

// Runs in a thread of its own: half a minute of processor that no turn waits for.
function work({ phrases, hand, path }: TrainingOrder): TrainingReply {
  const served = readModel(MODEL_PATH)
  const model = learnPhrases(phrases, hand, served)
  const unfinished = `${path}.unfinished`
  writeModel(unfinished, model)
  // judged as it will be read, weights rounded
  const shortfall = findShortfall(createMatcher(readModel(unfinished)), createMatcher(served))
  if (shortfall !== null) return { kind: 'refused', shortfall }
  renameSync(unfinished, path)
  return { kind: 'learnt' }
}

// On Linux this lowers the calling thread alone, elsewhere it would lower the turns too.
if (process.platform === 'linux') setPriority(0, 10)
parentPort?.postMessage(work(workerData as TrainingOrder))
