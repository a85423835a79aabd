/** How many people there are in one place, and how that is said. */
export interface PlaceCount {
  commune: string | null
  departement: string | null
}

export interface ShownCount {
  /** a commune, or what is left of a département, or what is left of all; null for the last */
  commune: string | null
  departement: string | null
  /** null: fewer than eleven in all, nothing more is said */
  many: number | null
}

/** Below this nobody is hidden in the crowd (dialogue.md « Privacy »). */
export const SMALLEST_SHOWN = 11

/**
 * Counts by commune in which no one can be found, not by subtraction either: a commune under eleven joins the others of its
 * département, a département's rest under eleven joins the rest of all, and takes the smallest shown one with it while it is still too small.
 */
export function countByPlace(people: PlaceCount[]): ShownCount[] {
  if (people.length < SMALLEST_SHOWN) return [{ commune: null, departement: null, many: null }]
  const communes = tally(people, ({ commune, departement }) => (commune === null ? null : { commune, departement }))
  const { kept, left } = rollUp(communes, ({ departement }) => departement)
  const departements = [...left].map(([departement, many]) => ({ commune: null, departement, many }))
  const placed = [...kept, ...departements].reduce((sum, { many }) => sum + many, 0)
  return foldRest([...kept, ...departements], people.length - placed)
}

type Count = ShownCount & { many: number }

function tally(people: PlaceCount[], keyOf: (one: PlaceCount) => PlaceCount | null): Count[] {
  const counts = new Map<string, Count>()
  for (const person of people) {
    const place = keyOf(person)
    if (!place) continue
    const key = `${place.departement}/${place.commune}`
    const count = counts.get(key) ?? { ...place, many: 0 }
    counts.set(key, { ...count, many: count.many + 1 })
  }
  return [...counts.values()].sort((left, right) => right.many - left.many)
}

/** The communes that can stand alone, and how many are left in each département. */
function rollUp(
  counts: Count[],
  groupOf: (count: Count) => string | null,
): { kept: Count[]; left: Map<string | null, number> } {
  const left = new Map<string | null, number>()
  const kept: Count[] = []
  for (const count of counts) {
    if (count.many >= SMALLEST_SHOWN) kept.push(count)
    else left.set(groupOf(count), (left.get(groupOf(count)) ?? 0) + count.many)
  }
  return { kept, left }
}

/** What is too small goes into one last line; while that line is too small itself, the smallest shown one goes with it. */
function foldRest(counts: Count[], unplaced: number): ShownCount[] {
  const shown = counts.filter(({ many }) => many >= SMALLEST_SHOWN).sort((left, right) => right.many - left.many)
  let rest = unplaced + counts.filter(({ many }) => many < SMALLEST_SHOWN).reduce((sum, { many }) => sum + many, 0)
  while (rest > 0 && rest < SMALLEST_SHOWN) rest += shown.pop()?.many ?? 0
  return rest === 0 ? shown : [...shown, { commune: null, departement: null, many: rest }]
}
