import type { Commune, CommuneIndex } from './communes.ts'
import { findNameInSentence } from './find-name-in-sentence.ts'
import { exactly, mostLikely, named, resembling } from './look-up-name.ts'
import { ARTICLES, CLOSING, CONTRACTED, CUES, LINKS, NEVER_ANSWERS, OPENING, ORDINARY } from './words.ts'
import { joined, type Word } from './words-of.ts'

const LONGEST_NAME = 8
/** Longer than this, the person is telling something else than where they live. */
const LONGEST_ANSWER = 9
/** A name of one word found in the middle of a sentence must be at least this long. */
const SHORTEST_INSIDE = 4
/** The commune named in an answer to « where do you live? », from the surest reading to the boldest; empty when there is none. */
export function findNameInAnswer(index: CommuneIndex, words: readonly Word[], shouted: boolean): Commune[] {
  if (words.length > LONGEST_ANSWER) return findNameInSentence(index, words, shouted)
  const [departement, kept] = takeDepartement(index, words)
  const within = (communes: readonly Commune[]) =>
    departement === null ? [...communes] : communes.filter((commune) => commune.departement === departement)
  const whole = joined(kept)
  const core = joined(withoutPoliteness(kept))
  for (const name of [whole, core]) {
    const meant = isAnswer(name) ? within(named(index, name)) : []
    if (meant.length > 0) return mostLikely(meant, within(exactly(index, name)))
  }
  const asAWhole = guess(index, core, within)
  if (asAWhole.length > 0) return asAWhole
  const inside = within(namedInside(index, kept))
  if (inside.length > 0) return mostLikely(inside, inside)
  for (const name of afterCues(kept)) {
    const guessed = guess(index, name, within)
    if (guessed.length > 0) return guessed
  }
  return []
}

function guess(index: CommuneIndex, name: string, within: (communes: readonly Commune[]) => Commune[]): Commune[] {
  return isGuessable(name) ? mostLikely(within(resembling(index, name)), []) : []
}

/** « Saint-Denis 93 », « st denis (974) »: the number tells which one. */
function takeDepartement(index: CommuneIndex, words: readonly Word[]): [string | null, Word[]] {
  const at = words.findIndex(({ folded }) => index.departements.has(folded.toUpperCase()))
  const number = words[at]?.folded.toUpperCase()
  if (number === undefined || words.length === 1) return [null, [...words]]
  return [number, words.filter((_, position) => position !== at)]
}

function withoutPoliteness(words: readonly Word[]): Word[] {
  let from = 0
  let to = words.length
  while (from < to && OPENING.has(words[from]?.folded ?? '')) from++
  while (to > from && CLOSING.has(words[to - 1]?.folded ?? '')) to--
  return words.slice(from, to)
}

/** The longest name inside the sentence, one after « à », « sur », « de » first. */
function namedInside(index: CommuneIndex, words: readonly Word[]): readonly Commune[] {
  let best: { communes: readonly Commune[]; weight: number } = { communes: [], weight: 0 }
  for (const [start, first] of words.entries()) {
    const before = words[start - 1]?.folded ?? ''
    const cued = CUES.has(before)
    if (isRegion(words, start)) continue
    for (let length = Math.min(LONGEST_NAME, words.length - start); length >= 1; length--) {
      const name = joined(words.slice(start, start + length))
      if (!isAnswer(name) || LINKS.has(name)) continue
      if (length === 1 && (ORDINARY.has(name) || OPENING.has(name) || CLOSING.has(name))) continue
      if (length === 1 && !cued && first.folded.length < SHORTEST_INSIDE) continue
      const communes = bearing(index, name, before, cued)
      const weight = length + (cued ? 0.5 : 0)
      if (communes.length > 0 && weight > best.weight) best = { communes, weight }
    }
  }
  return best.communes
}

/** « Guéret, dans la Creuse », « en Vienne »: a département or a region, not the communes of that name. */
function isRegion(words: readonly Word[], start: number): boolean {
  const [twoBefore, before, first] = [words[start - 2]?.folded, words[start - 1]?.folded, words[start]?.folded]
  const isArticle = (word: string | undefined) => word !== undefined && ARTICLES.has(word)
  return before === 'en' || (before === 'dans' && isArticle(first)) || (twoBefore === 'dans' && isArticle(before))
}

/** After « au » the name lost its article: « au Havre » is « Le Havre » before it is « Havre ». */
function bearing(index: CommuneIndex, name: string, before: string, cued: boolean): readonly Commune[] {
  const withArticle = CONTRACTED.has(before) ? index.byBareName.get(name) : undefined
  return withArticle ?? (cued ? exactly(index, name) : (index.byName.get(name) ?? []))
}

function afterCues(words: readonly Word[]): string[] {
  return words.flatMap(({ folded }, at) =>
    CUES.has(folded) && !words[at + 1]?.before.includes('-') ? [joined(withoutPoliteness(words.slice(at + 1)))] : [],
  )
}

const isAnswer = (name: string): boolean => name !== '' && !name.split(' ').every((word) => NEVER_ANSWERS.has(word))

/** A name with an everyday word in it is a sentence: nothing is guessed from « je sais pas ». */
function isGuessable(name: string): boolean {
  const words = name.split(' ').filter((word) => !LINKS.has(word))
  return words.length > 0 && words.length <= 5 && words.every((word) => !ORDINARY.has(word) && !NEVER_ANSWERS.has(word))
}
