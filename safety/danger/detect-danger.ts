import { type Hearing, hear } from '../patterns/hear.ts'
import { type DangerLanguage, dangerLanguages } from './danger-rules.ts'
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

/** A rule that matched and where: for reports and for whoever corrects a rule. */
export interface DangerTrace {
  rule: string
  type: string
  certainty: 'clear' | 'ambiguous'
  heard: string
}

// 119 before 17 when a child is concerned: the table names 17 as its second number.
const order = emergencies.map(({ type }) => type)
order.splice(order.indexOf('danger_immediat_violence'), 0, ...order.splice(order.indexOf('enfant_danger'), 1))

/** Every rule that speaks, in every language offered. */
export function traceDangers(text: string): DangerTrace[] {
  const lines: Partial<Record<Hearing, string>> = {}
  return dangerLanguages.flatMap((language) => {
    lines[language.hearing] ??= hear(text, language.hearing)
    return traceIn(language, lines[language.hearing] ?? '')
  })
}

function traceIn(language: DangerLanguage, line: string): DangerTrace[] {
  const told = line.replace(language.aside, '~ ')
  if (language.fiction.test(told)) return []
  if (language.past.test(told) && !language.present.test(told)) return []
  const isJoke = language.joke.test(told)
  const traces: DangerTrace[] = []
  for (const rule of language.rules) {
    const found = rule.any.exec(told)
    if (found === null || !rule.with.every((group) => group.test(told)) || rule.unless.test(told)) continue
    if (isJoke && rule.type !== 'danger_immediat_violence' && rule.type !== 'enfant_danger') continue
    traces.push({ rule: rule.id, type: rule.type, certainty: rule.certainty, heard: found[0].trim() })
  }
  return traces
}

/** All dangers found, most severe first. */
export function detectDangers(text: string): Danger[] {
  const traces = traceDangers(text)
  return order.flatMap((type) => {
    const found = traces.filter((trace) => trace.type === type)
    const emergency = emergencies.find((one) => one.type === type)
    if (found.length === 0 || emergency === undefined) return []
    const certainty = found.some((trace) => trace.certainty === 'clear') ? 'clear' : 'ambiguous'
    return [{ type, level: emergency.level, topic: emergency.topic, sampleLabel: emergency.sampleLabel, certainty }]
  })
}

/** The most severe danger, or null when nothing in the message calls for help. */
export function detectDanger(text: string): Danger | null {
  return detectDangers(text)[0] ?? null
}
