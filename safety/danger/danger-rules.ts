import { readdirSync, readFileSync } from 'node:fs'
import { compilePatterns, type Families } from '../patterns/compile-pattern.ts'
import type { Hearing } from '../patterns/hear.ts'

interface RuleSource {
  id: string
  type: string
  certainty?: 'clear' | 'ambiguous'
  any: string[]
  with?: string[][]
  unless?: string[]
}

interface RuleFile {
  language: string
  hearing: Hearing
  families: Families
  aside: string[]
  joke: string[]
  fiction: string[]
  past: string[]
  rules: RuleSource[]
}

/** One compiled rule: some of `any`, something of each group of `with`, nothing of `unless`. */
export interface DangerRule {
  id: string
  type: string
  certainty: 'clear' | 'ambiguous'
  any: RegExp
  with: RegExp[]
  unless: RegExp
}

/** All rules of one language, with what takes a sentence out of the present and the real. */
export interface DangerLanguage {
  language: string
  hearing: Hearing
  aside: RegExp
  joke: RegExp
  fiction: RegExp
  past: RegExp
  present: RegExp
  rules: DangerRule[]
}

const folder = new URL('../data/', import.meta.url)

function load(file: string): DangerLanguage {
  const source = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as RuleFile
  const compile = (patterns: readonly string[] = [], flags = 'u') => {
    try {
      return compilePatterns(patterns, source.families, source.hearing, flags)
    } catch (cause) {
      throw new Error(`safety/data/${file}: ${String(cause)}`, { cause })
    }
  }
  return {
    language: source.language,
    hearing: source.hearing,
    aside: compile(source.aside, 'gu'),
    joke: compile(source.joke),
    fiction: compile(source.fiction),
    past: compile(source.past),
    present: compile(source.families.emergencynow === undefined ? [] : ['@emergencynow']),
    rules: source.rules.map((rule) => ({
      id: rule.id,
      type: rule.type,
      certainty: rule.certainty ?? 'clear',
      any: compile(rule.any),
      with: (rule.with ?? []).map((group) => compile(group)),
      unless: compile(rule.unless),
    })),
  }
}

/** Rules of every `data/danger-<language>.json`, compiled once when this file is loaded. */
export const dangerLanguages: readonly DangerLanguage[] = readdirSync(folder)
  .filter((file) => /^danger-[a-z]+\.json$/.test(file))
  .sort()
  .map(load)
