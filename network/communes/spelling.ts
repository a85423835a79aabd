import { editDistance } from './edit-distance.ts'
import type { Commune } from './read-communes.ts'
import { soundOfName } from './sound-of-name.ts'

/** Finds names that were not written as they are. */
export interface Spelling {
  /** names of more words that begin with these: « aix » → Aix-en-Provence… */
  startingWith(folded: string): Commune[]
  /** names that sound like it, else those one or two slips away */
  like(folded: string): Commune[]
}

/** Under five letters one slip away is another name altogether. */
const SHORTEST_GUESSED = 5
const LENGTH_FOR_TWO_SLIPS = 9

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
      const sameSound = bySound.get(soundOfName(folded)) ?? []
      return communesOf(sameSound.length > 0 ? sameSound : closest(names, folded))
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

function closest(names: string[], folded: string): string[] {
  let most = folded.length >= LENGTH_FOR_TWO_SLIPS ? 2 : 1
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
