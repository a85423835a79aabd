import { fold } from '../fold.ts'
import { type Emergency, emergencies } from './emergencies.ts'

/** A danger recognised in a message. `ambiguous`: one question comes first, « Êtes-vous en danger maintenant ? ». */
export interface Danger {
  /** Column 1 of `data/emergencies.tsv`. */
  type: string
  level: Emergency['level']
  topic: string
  sampleLabel: string
  certainty: 'clear' | 'ambiguous'
}

const seeds = [
  ['vital_suicide', /je veux mourir|jveu mourir|me suicider|plus envie de vivre/],
  ['vital_medical', /respire (?:plus|pas)|inconscient|saigne beaucoup/],
  ['danger_immediat_violence', /(?:me|il) (?:frappe|tape)|va me tuer/],
] as const

/** All dangers found, most severe first. */
export function detectDangers(text: string): Danger[] {
  const folded = fold(text)
  return emergencies.flatMap(({ type, level, topic, sampleLabel }) =>
    seeds.some(([seed, pattern]) => seed === type && pattern.test(folded))
      ? [{ type, level, topic, sampleLabel, certainty: 'clear' as const }]
      : [],
  )
}

/** The most severe danger, or null when nothing in the message calls for help. */
export function detectDanger(text: string): Danger | null {
  return detectDangers(text)[0] ?? null
}
