import { foldName } from './fold-name.ts'

/** One word of a message: how it compares, and what its writing says. */
export interface Word {
  folded: string
  capital: boolean
  /** what stands between the word before and this one */
  before: string
}

export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  let end = 0
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const word = match[0]
    words.push({
      folded: foldName(word),
      capital: /^\p{Lu}/u.test(word),
      before: text.slice(end, match.index),
    })
    end = match.index + word.length
  }
  return words.filter(({ folded }) => folded !== '')
}

/** A message all in capitals says nothing about which word is a name. */
export function isShouted(text: string): boolean {
  return !/\p{Ll}/u.test(text)
}

export const joined = (words: readonly Word[]): string => words.map(({ folded }) => folded).join(' ')
