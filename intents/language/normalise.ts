import { dataLines } from './data-lines.ts'
import { fold } from './fold.ts'
import { applyPhraseRules, indexPhraseRules } from './phrase-rules.ts'
import { accentedTokens } from './tokens.ts'

const BY_EAR = new Map(dataLines(new URL('./by-ear.tsv', import.meta.url), 2).map(([a, b]) => [a, b?.split(' ') ?? []]))
const ALIASES = indexPhraseRules(dataLines(new URL('./aliases.tsv', import.meta.url), 2))

/** « jveu », « jpeupa »: no French word starts with j and a consonant, so that j is « je ». « jdc » and « jpg » are not words. */
const GLUED_JE = /^j(?=[bcdfghklmnpqrstvwxz][a-z])(?!dc$|pe?g$)/
/** The same before a vowel, for verbs that people of the field use often (« jarive », « joublie »). */
const GLUED_VERB = /^j(?=(?:av|ar+iv|at+en|es+ay|oubl|h?abit|ecri|env|entr|ouvr|util|ap+el|ach+et|im+pr)[a-z]+)/

function byEar(word: string): readonly string[] {
  const folded = fold(word)
  return BY_EAR.get(word) ?? BY_EAR.get(folded) ?? [folded]
}

function meant(word: string): readonly string[] {
  const known = byEar(word)
  const folded = known[0] ?? ''
  if (known.length > 1 || folded !== fold(word)) return known
  if (GLUED_JE.test(folded) || GLUED_VERB.test(folded)) return ['je', ...byEar(word.slice(1))]
  return known
}

/** The words a person meant: spelling by ear, SMS shorthand, old names and nicknames undone by the data files here. */
export function normalisedWords(text: string): string[] {
  return applyPhraseRules(accentedTokens(text).flatMap(meant), ALIASES)
}

/**
 * Text as the rest of the house compares it: lower-case, accents folded, punctuation gone, spelling by ear and SMS
 * shorthand undone, today's names for yesterday's offices. Meant for machines, never shown to a person.
 */
export function normalise(text: string): string {
  return normalisedWords(text).join(' ')
}
