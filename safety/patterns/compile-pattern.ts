import { type Hearing, keyOf, spellOut } from './hear.ts'
import { soundStem } from './sound-key.ts'

/** Words that can stand for each other, named: `@je`. Each may be several words long. */
export type Families = Record<string, readonly string[]>

/**
 * Turns one written rule into a regular expression over a heard line. The language of rules, separated by spaces:
 * `word`, `one|other`, `two_words`, `@family`, `stem~`, `~part~`, an end `?` for optional, `!word` for « not here »,
 * `..` at most 2 words, `...` at most 5, `....` at most 9 (never across the end of a sentence), `^` and `$` ends.
 */
export function compilePattern(pattern: string, families: Families, hearing: Hearing): RegExp {
  return new RegExp(`(?<= )${source(pattern, families, hearing)}`, 'u')
}

/** Several patterns as one expression, which is also faster to try. */
export function compilePatterns(
  patterns: readonly string[],
  families: Families,
  hearing: Hearing,
  flags = 'u',
): RegExp {
  if (patterns.length === 0) return /(?!)/
  return new RegExp(`(?<= )(?:${patterns.map((pattern) => source(pattern, families, hearing)).join('|')})`, flags)
}

function source(pattern: string, families: Families, hearing: Hearing): string {
  return pattern
    .trim()
    .split(/\s+/)
    .map((element) => elementSource(element, families, hearing))
    .join('')
}

const gaps: Record<string, number> = { '..': 2, '...': 5, '....': 9 }

function elementSource(element: string, families: Families, hearing: Hearing): string {
  const gap = gaps[element]
  if (gap !== undefined) return `(?:[^ |]+ ){0,${gap}}?`
  if (element === '^') return '(?<=^ |\\| )'
  if (element === '$') return '(?=\\||$)'
  if (element.startsWith('!')) return `(?!${alternatives(element.slice(1), families, hearing)})`
  if (element.endsWith('?')) return `(?:${alternatives(element.slice(0, -1), families, hearing)})?`
  return alternatives(element, families, hearing)
}

function alternatives(element: string, families: Families, hearing: Hearing): string {
  const options = element
    .split('|')
    .filter((option) => option !== '')
    .flatMap((option) => expand(option, families))
  const sources = new Set(options.map((option) => phrase(option.replace(/_/g, ' '), hearing)))
  return `(?:${[...sources].join('|')})`
}

function expand(option: string, families: Families): string[] {
  if (!option.startsWith('@')) return [option]
  const members = families[option.slice(1)]
  if (members === undefined) throw new Error(`safety/data: no family ${option}; add it to "families" of the same file`)
  return members.flatMap((member) => expand(member, families))
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function phrase(text: string, hearing: Hearing): string {
  return text
    .split(' ')
    .map((word) => wordSource(word, hearing))
    .join('')
}

function wordSource(word: string, hearing: Hearing): string {
  if (word === '#') return '\\d+ '
  const isOpenBefore = word.startsWith('~')
  const isOpenAfter = word.endsWith('~')
  const bare = word.replace(/^~|~$/g, '')
  const before = isOpenBefore ? '[^ |]*' : ''
  if (isOpenAfter) return `${before}${literal(hearing === 'plain' ? keyOf(bare, hearing) : soundStem(bare))}[^ |]* `
  if (hearing === 'plain') return `${before}${literal(keyOf(bare, hearing))} `
  return spellOut(bare)
    .split(' ')
    .map((part) => `${before}${literal(keyOf(part, hearing))} `)
    .join('')
}
