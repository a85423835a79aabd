import { editDistance } from './edit-distance.ts'
import type { Commune } from './read-communes.ts'
import { soundOfName } from './sound-of-name.ts'

/** Finds names that were not written as they are. */
export interface Spelling {
  /** names of more words that begin with these: « aix » → Aix-en-Provence… */
  startingWith(folded: string): Commune[]
  /** names that sound like it and far larger towns one slip away; none sounds like it: those one or two slips away */
  like(folded: string): Commune[]
}

/** Under five letters one slip away is another name altogether. */
const SHORTEST_GUESSED = 5
const LENGTH_FOR_TWO_SLIPS = 9

/** « parois » sounds like a village, but is a slip of someone from Paris: there are so many more of them. */
const MANY_TIMES = 20

export function createSpelling(byName: ReadonlyMap<string, readonly Commune[]>): Spelling {
  const names = [...byName.keys()].sort()
  const bySound = new Map<string, string[]>()
  for (const name of names) {
    const sound = soundOfName(name)
    const list = bySound.get(sound)
    if (list === undefined) bySound.set(sound, [name])
    else list.push(name)
  }
  const communesOf = (found: string[]) => found.flatMap((name) => byName.get(name) ?? [])
  return {
    startingWith: (folded) => communesOf(namesAfter(names, `${folded} `)),
    like(folded) {
      if (folded.replace(/ /g, '').length < SHORTEST_GUESSED) return []
      const sameSound = communesOf(bySound.get(soundOfName(folded)) ?? [])
      if (sameSound.length === 0) return communesOf(closest(names, folded, slipsIn(folded)))
      const largest = Math.max(...sameSound.map(({ population }) => population))
      const towns = communesOf(closest(names, folded, 1)).filter(({ population }) => population > MANY_TIMES * largest)
      return [...sameSound, ...towns]
    },
  }
}

function namesAfter(names: string[], prefix: string): string[] {
  let low = 0
  let high = names.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((names[middle] ?? '') < prefix) low = middle + 1
    else high = middle
  }
  const found: string[] = []
  for (let at = low; names[at]?.startsWith(prefix); at++) found.push(names[at] ?? '')
  return found
}

const slipsIn = (folded: string): number => (folded.length >= LENGTH_FOR_TWO_SLIPS ? 2 : 1)

function closest(names: string[], folded: string, slips: number): string[] {
  let most = slips
  let found: string[] = []
  for (const name of names) {
    const distance = editDistance(folded, name, most)
    if (distance > most) continue
    if (distance < most) {
      most = distance
      found = []
    }
    found.push(name)
  }
  return found
}
