import { readFileSync } from 'node:fs'

/** A line of `data/danger-examples.tsv`; `hand` says where it comes from, `catalogue-…` being ordinary messages. */
export interface DangerExample {
  type: string
  hand: string
  text: string
  /** plain, sms, dictation, story, l2, third, hint; empty when not said */
  voice: string
}

/** The type of look-alikes and of ordinary messages. */
export const NO_DANGER = 'none'

/** Whether a message is an ordinary one, of the catalogue: no danger, and nothing that sounds like one on purpose. */
export const isOrdinary = ({ hand }: DangerExample): boolean => hand.startsWith('catalogue')

/** Whether a message is in another language than French: its hand is « en-one », « ar-two »… */
export const isElsewhere = ({ hand }: DangerExample): boolean => /^[a-z]{2}-/.test(hand)

/** Reads the messages the danger model learns from. */
export function readDangerExamples(): DangerExample[] {
  return readFileSync(new URL('../data/danger-examples.tsv', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [type = '', hand = '', text = '', voice = ''] = line.split('\t')
      return { type, hand, text, voice }
    })
}
