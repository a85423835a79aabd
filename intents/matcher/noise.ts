import { dataLines } from '../language/data-lines.ts'

interface NoiseRule {
  readonly pattern: RegExp
  readonly spelling: string
}

const RULES: readonly NoiseRule[] = readRules()

/** Neighbouring keys of a French keyboard, for slips of the finger. */
const NEIGHBOURS: Readonly<Record<string, string>> = neighbours(['azertyuiop', 'qsdfghjklm', 'wxcvbn'])

function readRules(): NoiseRule[] {
  // No number of fields asked for: the spelling may be empty, for a letter that is not written.
  return dataLines(new URL('./noise-rules.tsv', import.meta.url)).map(([pattern = '', spelling = '']) => ({
    pattern: new RegExp(pattern, 'g'),
    spelling,
  }))
}

function neighbours(rows: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {}
  for (const row of rows)
    for (const [at, key] of [...row].entries()) found[key] = (row[at - 1] ?? '') + (row[at + 1] ?? '')
  return found
}

type Random = () => number

/** Slips of a hurried hand: letters swapped, missed, doubled or taken from the next key, in about `rate` of the longer words. */
export function addTypingErrors(text: string, random: Random, rate = 0.3): string {
  return text.replace(/\p{L}{4,}/gu, (word) => (random() < rate ? slip(word, random) : word))
}

function slip(word: string, random: Random): string {
  const at = 1 + Math.floor(random() * (word.length - 2))
  const kind = random()
  const letter = word[at] ?? ''
  if (kind < 0.3) return word.slice(0, at) + (word[at + 1] ?? '') + letter + word.slice(at + 2)
  if (kind < 0.6) return word.slice(0, at) + word.slice(at + 1)
  if (kind < 0.75) return word.slice(0, at) + letter + word.slice(at)
  const near = NEIGHBOURS[letter.toLowerCase()] ?? letter
  return word.slice(0, at) + (near[Math.floor(random() * near.length)] ?? letter) + word.slice(at + 1)
}

/** The text as somebody would write it by ear: each spelling rule is followed at about `rate` of the places where it fits. */
export function spellByEar(text: string, random: Random, rate = 0.45): string {
  let spelled = text.toLowerCase().replaceAll('’', "'")
  for (const { pattern, spelling } of RULES) {
    if (random() > 0.75) continue
    spelled = spelled.replace(pattern, (found, group: unknown) => {
      if (random() >= rate) return found
      return typeof group === 'string' ? spelling.replace('$1', group) : spelling
    })
  }
  if (random() < 0.5) spelled = spelled.replace(/[éèêë]/g, 'e').replace(/[àâ]/g, 'a')
  return spelled.replace(/\s+/g, ' ').trim()
}

/** One noisy reading of a text: by ear, with slips, or both. */
export function addNoise(text: string, random: Random): string {
  const kind = random()
  if (kind < 0.4) return addTypingErrors(text, random)
  if (kind < 0.8) return spellByEar(text, random)
  return addTypingErrors(spellByEar(text, random, 0.25), random, 0.2)
}
