import { readFileSync } from 'node:fs'
import { isOrdinary, readDangerExamples } from '../danger/danger-examples.ts'

/** What a message is: the person's own words, a fraud they received or tell of, or a real message they received or tell of. */
export const SCAM_LABELS = ['own', 'scam', 'genuine'] as const
export type ScamLabel = (typeof SCAM_LABELS)[number]

/** A line of `data/scam-examples.tsv`, masked; `hand` says who wrote it, `catalogue-…` being ordinary messages. */
export interface ScamExample {
  label: ScamLabel
  hand: string
  text: string
  /** sms, mail, told, messenger, cut; empty when not said */
  form: string
}

const isLabel = (label: string): label is ScamLabel => SCAM_LABELS.some((known) => known === label)

/** Reads the messages the scam model learns from, with the ordinary ones that the danger model learns too. */
export function readScamExamples(): ScamExample[] {
  const own = readFileSync(new URL('../data/scam-examples.tsv', import.meta.url), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [label = '', hand = '', text = '', form = ''] = line.split('\t')
      return isLabel(label) ? [{ label, hand, text: text.replaceAll('\\n', '\n'), form }] : []
    })
  const ordinary = readDangerExamples()
    .filter(isOrdinary)
    .map(({ hand, text }) => ({ label: 'own' as const, hand, text, form: '' }))
  return [...own, ...ordinary]
}
