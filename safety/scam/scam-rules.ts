import { readFileSync } from 'node:fs'
import { compilePatterns, type Families } from '../patterns/compile-pattern.ts'

interface RuleSource {
  id: string
  all: string[][]
  none?: string[]
  /** suspicious: only with a link that is neither official nor a known firm's own; not-official: never beside an official one. */
  link?: 'suspicious' | 'not-official'
  /** also heard in genuine messages: it says less */
  weak?: true
}

interface ScamData {
  families: Families
  question: string[]
  own: string[]
  rules: RuleSource[]
}

/** One way of cheating, as combinations of what a message claims, asks and threatens. */
export interface ScamRule {
  id: string
  all: RegExp[]
  none: RegExp
  link: 'any' | 'suspicious' | 'not-official'
  isWeak: boolean
}

const data = JSON.parse(readFileSync(new URL('../data/scam-rules.json', import.meta.url), 'utf8')) as ScamData
const compile = (patterns: readonly string[]) => compilePatterns(patterns, data.families, 'plain')

/** Rules of `data/scam-rules.json`, compiled once. */
export const scamRules: readonly ScamRule[] = data.rules.map((rule) => ({
  id: rule.id,
  all: rule.all.map(compile),
  none: compile(rule.none ?? []),
  link: rule.link ?? 'any',
  isWeak: rule.weak ?? false,
}))

/** « c'est vrai ? », « j'ai reçu un SMS… »: the person asks about something received. */
export const asksIfTrue = compile(data.question)

/** The person's own question to us (« comment payer mon amende »). */
export const ownQuestion = compile(data.own)

/** The message comes from a body, or speaks to its reader as one. */
export const namesBody = compile(['@body'])
export const addressesReader = compile(['vous|votre|vos|veuillez|cliquez|@give|@click'])
