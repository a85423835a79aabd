import { readFileSync } from 'node:fs'
import { maskSecrets } from '../../safety/secrets/mask-secrets.ts'
import type { MessageId } from './finding.ts'
import rules from './rules.json' with { type: 'json' }

export type TextFinding = [id: MessageId, values: Record<string, string | number>]

/** Old facts that must not come back: the first column of `stale-facts.tsv`, where it is a number. */
const staleNumbers = readFileSync(new URL('../data/stale-facts.tsv', import.meta.url), 'utf8')
  .split('\n')
  .slice(1)
  .flatMap((line) => /^\d[\d ]{3,}/.exec(line)?.[0].trim() ?? [])

/** What no text said to people may hold: blame, old names, surtaxed numbers, amounts, links, personal data. */
export function checkText(field: string, text: string): TextFinding[] {
  const lower = text.toLowerCase()
  const plain = rules.surtaxedAllowed.reduce((rest, number) => rest.replaceAll(number, ''), text)
  const found: TextFinding[] = []
  for (const word of rules.blame) if (lower.includes(word)) found.push(['blame', { field, word }])
  for (const word of rules.forbiddenLabels) if (text.includes(word)) found.push(['forbidden-label', { field, word }])
  for (const word of rules.oldNames) if (wholeWord(word).test(text)) found.push(['old-name', { field, word }])
  if (rules.surtaxed.some((pattern) => new RegExp(pattern).test(plain))) found.push(['surtaxed', { field }])
  if (rules.unknownCost.some((words) => lower.includes(words))) found.push(['unknown-cost', { field }])
  for (const word of staleNumbers) if (plain.includes(word)) found.push(['stale-fact', { field, word }])
  if (new RegExp(rules.amount).test(text)) found.push(['amount', { field }])
  if (/https?:|www\./.test(text)) found.push(['link-in-text', { field }])
  if (text.split('\n').length > 5) found.push(['too-many-lines', { field }])
  const { secrets } = maskSecrets(text)
  if (secrets.length > 0) found.push(['personal-data', { field, word: secrets.join(', ') }])
  return found
}

/** Sentences somebody who reads badly would not follow to their end. */
export function longSentences(text: string): string[] {
  return text
    .split(/[.!?:\n]/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.split(/\s+/).length > rules.longSentenceWords)
}

const wholeWord = (word: string) => new RegExp(`(?<![\\p{L}.])${word}(?![\\p{L}])`, 'u')
