import { foldName, withoutArticle } from './fold-name.ts'
import { type Commune, readCommunes } from './read-communes.ts'
import { createSpelling, type Spelling } from './spelling.ts'

export type { Commune } from './read-communes.ts'

/** The communes of France, ready to be looked up; built once, never changed. */
export interface CommuneIndex {
  all: readonly Commune[]
  /** most populated first; current communes before former ones of the same size */
  byPostcode: ReadonlyMap<string, readonly Commune[]>
  /** by folded name, one entry a commune (its first postcode), most populated first */
  byName: ReadonlyMap<string, readonly Commune[]>
  /** the same without the leading article: « havre », « mans » */
  byBareName: ReadonlyMap<string, readonly Commune[]>
  byCode: ReadonlyMap<string, Commune>
  departements: ReadonlySet<string>
  /** names by their sound and by their beginning: built at the first slip of the pen, then kept */
  spelling(): Spelling
}

let loaded: CommuneIndex | undefined

/** Reads `network/data/communes-2024.csv` at the first call and keeps it. */
export function loadCommunes(): CommuneIndex {
  loaded ??= indexCommunes(readCommunes(new URL('../data/communes-2024.csv', import.meta.url)))
  return loaded
}

export function indexCommunes(all: readonly Commune[]): CommuneIndex {
  const byPostcode = new Map<string, Commune[]>()
  const byName = new Map<string, Commune[]>()
  const byBareName = new Map<string, Commune[]>()
  const byCode = new Map<string, Commune>()
  const departements = new Set<string>()
  for (const commune of all) {
    const folded = foldName(commune.name)
    const bare = withoutArticle(folded)
    addOnce(byPostcode, commune.postcode, commune)
    addOnce(byName, folded, commune)
    if (bare !== null) addOnce(byBareName, bare, commune)
    if (!byCode.has(commune.codeInsee)) byCode.set(commune.codeInsee, commune)
    departements.add(commune.departement)
  }
  for (const map of [byPostcode, byName, byBareName])
    for (const list of map.values()) if (list.length > 1) list.sort(byPopulation)
  let spelling: Spelling | undefined
  return {
    all,
    byPostcode,
    byName,
    byBareName,
    byCode,
    departements,
    spelling: () => {
      spelling ??= createSpelling(byName)
      return spelling
    },
  }
}

export const byPopulation = (a: Commune, b: Commune): number => b.population - a.population

/** One commune counts once in a list, whatever the number of its postcodes. */
function addOnce(map: Map<string, Commune[]>, key: string, commune: Commune): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [commune])
  else if (!list.some((other) => other.codeInsee === commune.codeInsee && other.name === commune.name))
    list.push(commune)
}
