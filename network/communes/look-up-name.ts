import { byPopulation, type Commune, type CommuneIndex } from './communes.ts'
import { GENERIC } from './words.ts'

/** A question shows at most this many. */
export const MOST_ASKED = 4
/** Among names as near to what was written, one this many times more populated is taken without a question. */
const OVERWHELMING = 5

/** Communes that bear exactly this folded name, with its article or without. */
export function exactly(index: CommuneIndex, folded: string): readonly Commune[] {
  return index.byName.get(folded) ?? index.byBareName.get(folded) ?? []
}

/**
 * Communes a person may mean by this name: those that bear it, and the longer ones more populated than all of them
 * (« Aix » is rarely the village of that name). None bears it: those that begin with it.
 */
export function named(index: CommuneIndex, folded: string): Commune[] {
  const exact = exactly(index, folded)
  const largest = exact[0]?.population ?? -1
  const longer = GENERIC.has(folded) || folded.length < 3 ? [] : index.spelling().startingWith(folded)
  return distinct([...exact, ...longer.filter(({ population }) => population > largest)])
}

/** The same for a name written by ear or with slips; one commune when it dwarfs the others. */
export function resembling(index: CommuneIndex, folded: string): Commune[] {
  const found = distinct([...index.spelling().like(folded)])
  const [first, second] = found
  if (first && second && first.name !== second.name && first.population >= OVERWHELMING * second.population)
    return [first]
  return found
}

/** At most four, most populated first; a commune that bears the very name is not pushed out by longer ones. */
export function mostLikely(communes: readonly Commune[], exact: readonly Commune[]): Commune[] {
  const shown = communes.slice(0, MOST_ASKED)
  const bearer = exact[0]
  if (bearer && !shown.some((commune) => commune.codeInsee === bearer.codeInsee)) shown.splice(-1, 1, bearer)
  return shown
}

/** Most populated first, each commune once, under its present name where both were found. */
function distinct(communes: Commune[]): Commune[] {
  const byCode = new Map<string, Commune>()
  for (const commune of communes) if (!byCode.has(commune.codeInsee)) byCode.set(commune.codeInsee, commune)
  return [...byCode.values()].sort(byPopulation)
}
