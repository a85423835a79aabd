import { fold } from './fold.ts'
import lists from './language-words.json' with { type: 'json' }
import { normalisedWords } from './normalise.ts'
import { tokens } from './tokens.ts'

/** A language the assistant answers in; « other » is one it does not. */
export type Language = 'fr' | 'en' | 'ar' | 'pt' | 'es' | 'tr' | 'uk' | 'ro' | 'other'

type Listed = keyof typeof lists

const WORDS = new Map(Object.entries(lists).map(([language, words]) => [language as Listed, new Set(words.split(' '))]))

/** Letters that only one of our languages writes; they weigh as much as two known words. */
const OWN_LETTERS: readonly (readonly [Listed, RegExp])[] = [
  ['tr', /[ğış]|[a-z]ü[a-z]*|(?:iyor|ıyor|uyor|üyor)(?:um|sun|uz|lar)?\b/giu],
  ['ro', /[ățșţ]/giu],
  ['pt', /[ãõ]|ções?\b/giu],
  ['es', /[ñ¿¡]|ciones?\b|ción\b/giu],
  ['other', /[äößłżźćřšžåø]/giu],
]

/** Under this many words, anything but another script is taken for French: « help », « ok no » are written by everybody. */
const FEWEST_WORDS = 3

function countScript(text: string, script: RegExp): number {
  return text.match(script)?.length ?? 0
}

/** The language when the text is mostly in a script that French does not use. */
function identifyScript(text: string): Language | null {
  const letters = countScript(text, /\p{L}/gu)
  if (letters === 0) return null
  if (countScript(text, /\p{Script=Arabic}/gu) * 2 > letters) return /[پچژگکیٹڈںےې]/u.test(text) ? 'other' : 'ar'
  if (countScript(text, /\p{Script=Cyrillic}/gu) * 2 > letters) return /[ыэёъ]/iu.test(text) ? 'other' : 'uk'
  return countScript(text, /\p{Script=Latin}/gu) * 2 < letters ? 'other' : null
}

function score(words: readonly string[], language: Listed): number {
  const known = WORDS.get(language)
  let sum = 0
  for (const word of words) {
    // One letter says little: « a », « o », « y » are words everywhere.
    if (known?.has(word)) sum += word.length === 1 ? 0.3 : 1
  }
  return sum
}

/** French the way it is written by ear counts as French: its words are looked up both as written and as normalised. */
function scoreFrench(text: string, words: readonly string[]): number {
  return Math.max(
    score(words, 'fr'),
    (score(normalisedWords(text), 'fr') * words.length) / Math.max(1, normalisedWords(text).length),
  )
}

/**
 * The language a person writes in. French unless another script is used, or at least three words, most of them known
 * words of another language and clearly more of them than of French: whoever writes by ear must not be taken for a foreigner.
 */
export function identifyLanguage(text: string): Language {
  const script = identifyScript(text)
  if (script !== null) return script
  const words = tokens(fold(text))
  if (words.length < FEWEST_WORDS) return 'fr'
  const french = scoreFrench(text, words)
  let best: Language = 'fr'
  let most = 0
  for (const language of WORDS.keys()) {
    if (language === 'fr') continue
    const letters = OWN_LETTERS.filter(([owner]) => owner === language)
    const marks = letters.reduce((sum, [, pattern]) => sum + (text.match(pattern)?.length ?? 0), 0)
    const total = score(words, language) + 2 * Math.min(marks, 3)
    if (total > most) {
      most = total
      best = language
    }
  }
  const enough = most >= 2 && most >= words.length * 0.3
  return enough && most > french * 1.25 + 0.5 ? best : 'fr'
}
