import { type LinearTable, readTable, scoreRows, tableBytes } from '../learning/linear-table.ts'
import type { MessageFeatures } from '../learning/message-features.ts'

const WHAT = 'passerelle-danger-2'

/** From which probability the alarm is given, the question asked, and asked unless the message has an ordinary topic. */
export interface DangerThresholds {
  clear: number
  ask: number
  faint: number
  /** The bar of `faint` in other languages, whose ordinary topics nothing can recognise. */
  elsewhere: number
}

/** How much the model's score and the rules prove together: learnt on hands neither had seen. */
export interface DangerStack {
  bias: number
  score: number
  clearRule: number
  weakRule: number
  setAside: number
}

/** A rounded linear model: row 0 says whether there is danger, the others which. */
export interface DangerModel extends LinearTable {
  /** SHA-256 of all it was made from. */
  inputs: string
  /** Danger types, in the order of rows 1, 2… */
  types: readonly string[]
  thresholds: DangerThresholds
  stack: DangerStack
}

/** What the model thinks of a message. */
export interface DangerOpinion {
  /** Above nothing: danger is likelier than not, before the rules are heard. */
  score: number
  /** What each type scores, were it a danger. */
  types: ReadonlyMap<string, number>
}

/** Reads a danger model; throws when it is something else. */
export const readDangerModel = (path: URL): DangerModel => readTable(path, WHAT, 'node safety/danger/train-danger.ts')

export const dangerModelBytes = (model: DangerModel): Buffer => tableBytes(WHAT, model)

/** How likely a danger is, and which. */
export function weighDanger(model: DangerModel, features: MessageFeatures): DangerOpinion {
  const scores = scoreRows(model, features)
  return { score: scores[0] ?? 0, types: new Map(model.types.map((type, at) => [type, scores[at + 1] ?? 0])) }
}
