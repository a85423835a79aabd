import { readFileSync } from 'node:fs'

/** A situation in which a number comes before anything else; one line of `data/emergencies.tsv`. */
export interface Emergency {
  type: string
  /** First and second number or place, as served: « 15 / 112 », « CCAS ». */
  numbers: { first: string; second: string }
  /** danger: the danger path; priority: a person the same day. */
  level: 'danger' | 'priority'
  topic: string
  sampleLabel: string
}

const table = readFileSync(new URL('../data/emergencies.tsv', import.meta.url), 'utf8')

/** The situations of `data/emergencies.tsv`, in the order of the file. */
export const emergencies: readonly Emergency[] = table
  .split('\n')
  .slice(1)
  .filter((line) => line.trim() !== '')
  .map((line) => {
    const [type = '', first = '', second = '', , , level = '', topic = '', sampleLabel = ''] = line
      .split('\t')
      .map((cell) => cell.trim())
    if (level !== 'danger' && level !== 'priority')
      throw new Error(`safety/data/emergencies.tsv: level « ${level} » of ${type} must be danger or priority`)
    return { type, numbers: { first, second }, level, topic, sampleLabel }
  })
