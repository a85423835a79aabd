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
  const names = once(() => indexNames(all))
  const spelling = once(() => createSpelling(names().byName))
  const byPostcode = new Map<string, Commune[]>()
  const byCode = new Map<string, Commune>()
  for (const commune of all) {
    addOnce(byPostcode, commune.postcode, commune)
    if (!byCode.has(commune.codeInsee)) byCode.set(commune.codeInsee, commune)
  }
  sortLists(byPostcode)
  return {
    all,
    byPostcode,
    byCode,
    departements: new Set(all.map(({ departement }) => departement)),
    get byName() {
      return names().byName
    },
    get byBareName() {
      return names().byBareName
    },
    spelling,
  }
}

function indexNames(all: readonly Commune[]): Pick<CommuneIndex, 'byName' | 'byBareName'> {
  const byName = new Map<string, Commune[]>()
  const byBareName = new Map<string, Commune[]>()
  for (const commune of all) {
    const folded = foldName(commune.name)
    const bare = withoutArticle(folded)
    addOnce(byName, folded, commune)
    if (bare !== null) addOnce(byBareName, bare, commune)
  }
  sortLists(byName)
  sortLists(byBareName)
  return { byName, byBareName }
}

/** Each part is built when a message first needs it: a start-up that meets only postcodes never folds 36,000 names. */
function once<Value>(build: () => Value): () => Value {
  let built: { value: Value } | undefined
  return () => {
    built ??= { value: build() }
    return built.value
  }
}

function sortLists(map: Map<string, Commune[]>): void {
  for (const list of map.values()) if (list.length > 1) list.sort(byPopulation)
}

export const byPopulation = (a: Commune, b: Commune): number => b.population - a.population

/** One commune counts once in a list, whatever the number of its postcodes. */
function addOnce(map: Map<string, Commune[]>, key: string, commune: Commune): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [commune])
  else if (!list.some((other) => other.codeInsee === commune.codeInsee && other.name === commune.name))
    list.push(commune)
}
