import { softmax } from '../learning/fit-linear.ts'
import { type LinearTable, readTable, scoreRows, tableBytes } from '../learning/linear-table.ts'
import { type MessageFeatures, messageFeatures } from '../learning/message-features.ts'
import { classifyLink, findLinks } from '../links/classify-host.ts'
import { SCAM_LABELS } from './scam-examples.ts'
import type { ScamRule } from './scam-rules.ts'

const WHAT = 'passerelle-scam-1'

/** One row for each of `SCAM_LABELS`. */
export interface ScamModel extends LinearTable {
  /** SHA-256 of all it was made from. */
  inputs: string
  /** How likely a scam must be to be called one, and to be answered « I cannot tell ». */
  thresholds: ScamThresholds
}

export interface ScamThresholds {
  scam: number
  doubt: number
}

/** Reads a scam model; throws when it is something else. */
export const readScamModel = (path: URL): ScamModel => readTable(path, WHAT, 'node safety/scam/train-scam.ts')

export const scamModelBytes = (model: ScamModel): Buffer => tableBytes(WHAT, model)

/** A link counts by what we know of its host: its letters would be learnt by heart. A masked number says nothing: people leave theirs to be called back. */
export function scamFeatures(text: string): MessageFeatures {
  const told = findLinks(text).reduce((rest, link) => rest.replace(link, ` lien${classifyLink(link).verdict} `), text)
  return messageFeatures(told.replace(/\[[A-Z_]+\]/g, ' '))
}

/** What a rule that speaks adds to the logit; a weak one was also heard in genuine messages. */
const RULE = 2.5
const WEAK_RULE = 0.5

/** How likely the message is a scam, received or told of: what the model reads in it, and the rules that speak. */
export function scamProbability(model: LinearTable, features: MessageFeatures, found: readonly ScamRule[]): number {
  const ruled = found.some(({ isWeak }) => !isWeak) ? RULE : found.length > 0 ? WEAK_RULE : 0
  const shares = softmax(scoreRows(model, features))
  const likely = Math.min(Math.max(shares[SCAM_LABELS.indexOf('scam')] ?? 0, 1e-6), 1 - 1e-6)
  const logit = Math.log(likely / (1 - likely)) + ruled
  return 1 / (1 + Math.exp(-logit))
}
