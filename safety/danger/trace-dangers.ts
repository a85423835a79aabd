import { type Hearing, hear } from '../patterns/hear.ts'
import { type DangerLanguage, dangerLanguages } from './danger-rules.ts'

/** A rule that matched and where: for reports and for whoever corrects a rule. */
export interface DangerTrace {
  rule: string
  /** In French the model has its say; in other languages the rule alone is believed. */
  language: string
  type: string
  certainty: 'clear' | 'ambiguous'
  heard: string
  /** A rule that hesitates, or that only saw certain words together: the model may contradict it. */
  isWeak: boolean
}

/** Every rule that speaks, in every language offered. */
export function traceDangers(text: string): DangerTrace[] {
  const lines: Partial<Record<Hearing, string>> = {}
  return dangerLanguages.flatMap((language) => {
    lines[language.hearing] ??= hear(text, language.hearing)
    return traceIn(language, lines[language.hearing] ?? '')
  })
}

/** Whether an idiom, a story, a joke or the past was heard, in French: then words of danger prove less. */
export function isSetAside(text: string): boolean {
  const line = hear(text, 'by-ear')
  return dangerLanguages.some(({ hearing, aside, fiction, joke, past, present }) => {
    if (hearing !== 'by-ear') return false
    const told = line.replace(aside, '~ ')
    return told !== line || fiction.test(told) || joke.test(told) || (past.test(told) && !present.test(told))
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
    const isWeak = rule.certainty === 'ambiguous' || /^(?:together|wide)-/.test(rule.id)
    traces.push({
      rule: rule.id,
      language: language.language,
      type: rule.type,
      certainty: rule.certainty,
      heard: found[0].trim(),
      isWeak,
    })
  }
  return traces
}
