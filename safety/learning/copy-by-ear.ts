import copies from '../data/by-ear-copies.json' with { type: 'json' }

const RULES = copies.rules.map(([pattern = '', spelling = '']) => ({ pattern: new RegExp(pattern, 'gu'), spelling }))
const ROWS = ['azertyuiop', 'qsdfghjklm', 'wxcvbn']

/** The message as a hurried hand, or somebody who writes by ear, could have put it: one more message to learn from. */
export function copyByEar(text: string, random: () => number): string {
  const kind = random()
  if (kind < 0.4) return withSlips(text, random, 0.3)
  if (kind < 0.8) return spelledByEar(text, random, 0.45)
  return withSlips(spelledByEar(text, random, 0.25), random, 0.2)
}

function spelledByEar(text: string, random: () => number, rate: number): string {
  let spelled = text.toLowerCase().replaceAll('’', "'")
  for (const { pattern, spelling } of RULES) {
    if (random() > 0.75) continue
    spelled = spelled.replace(pattern, (found, letter: unknown) => {
      if (random() >= rate) return found
      return typeof letter === 'string' ? spelling.replace('$1', letter) : spelling
    })
  }
  if (random() < 0.5) spelled = spelled.replace(/[éèêë]/g, 'e').replace(/[àâ]/g, 'a')
  return spelled.replace(/\s+/g, ' ').trim()
}

function withSlips(text: string, random: () => number, rate: number): string {
  return text.replace(/\p{L}{4,}/gu, (word) => (random() < rate ? slip(word, random) : word))
}

/** Two letters swapped, one missed, one doubled, or one taken from the key beside. */
function slip(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2))
  const letter = word[at] ?? ''
  const kind = random()
  if (kind < 0.3) return word.slice(0, at) + (word[at + 1] ?? '') + letter + word.slice(at + 2)
  if (kind < 0.6) return word.slice(0, at) + word.slice(at + 1)
  if (kind < 0.75) return word.slice(0, at) + letter + word.slice(at)
  return word.slice(0, at) + keyBeside(letter, random) + word.slice(at + 1)
}

function keyBeside(letter: string, random: () => number): string {
  const row = ROWS.find((keys) => keys.includes(letter))
  if (row === undefined) return letter
  const at = row.indexOf(letter) + (random() < 0.5 ? -1 : 1)
  return row[at] ?? letter
}
