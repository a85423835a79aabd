import { byPopulation, type Commune, type CommuneIndex } from './communes.ts'
import { findArrondissement } from './find-arrondissement.ts'
import { findNameInAnswer } from './find-name-in-answer.ts'
import { findNameInSentence } from './find-name-in-sentence.ts'
import { type FoundPostcode, findPostcode } from './find-postcode.ts'
import { foldName, withoutArticle } from './fold-name.ts'
import { exactly, MOST_ASKED, mostLikely } from './look-up-name.ts'
import { isShouted, joined, wordsOf } from './words-of.ts'

export type TerritoryAnswer =
  /** `alsoAt`: the other communes of the same postcode, when only a postcode was given */
  | { kind: 'found'; commune: Commune; alsoAt: Commune[] }
  /** a question to ask: two to four communes, most populated first */
  | { kind: 'several'; communes: Commune[] }
  | { kind: 'unknown-postcode'; postcode: string }
  | { kind: 'none' }

/**
 * Where a message says the person is. After the question « where do you live? » nearly anything is taken for a name;
 * with `strict`, for ordinary messages, only a postcode, « à Bellac » with its capital, or a name that is the whole message.
 */
export function findTerritory(index: CommuneIndex, text: string, options: { strict?: boolean } = {}): TerritoryAnswer {
  const strict = options.strict ?? false
  const postcode = findPostcode(index, text, strict)
  const words = wordsOf(postcode?.rest ?? text)
  if (postcode?.known) return atPostcode(index, postcode, joined(words))
  const arrondissement =
    strict && !words.some(({ capital }) => capital) ? null : findArrondissement(index, joined(words))
  if (arrondissement) return found(arrondissement)
  const findName = strict ? findNameInSentence : findNameInAnswer
  const communes = findName(index, words, isShouted(text))
  return answer(communes, postcode)
}

function answer(communes: Commune[], unknown: FoundPostcode | null): TerritoryAnswer {
  const narrowed = unknown
    ? communes.filter(({ postcode }) => postcode.slice(0, 2) === unknown.postcode.slice(0, 2))
    : []
  const [only, ...more] = narrowed.length > 0 ? narrowed : communes
  if (only === undefined) return unknown ? { kind: 'unknown-postcode', postcode: unknown.postcode } : { kind: 'none' }
  if (more.length === 0) return found(only)
  return { kind: 'several', communes: [only, ...more].slice(0, MOST_ASKED) }
}

/**
 * The commune named beside the postcode; else the most populated one, which is a good enough point to look for places
 * from (in Mayotte no population is known: that is asked). A name of the same département wins over the postcode: people often write that of the main town.
 */
function atPostcode(index: CommuneIndex, { postcode }: FoundPostcode, rest: string): TerritoryAnswer {
  const all = [...(index.byPostcode.get(postcode) ?? [])]
  const said = saidAmong(all, rest)
  if (said) return found(said)
  const departements = new Set(all.map(({ departement }) => departement))
  const nearby = exactly(index, rest).filter(({ departement }) => departements.has(departement))
  if (nearby.length > 0)
    return nearby.length === 1 && nearby[0]
      ? found(nearby[0])
      : { kind: 'several', communes: mostLikely(nearby, nearby) }
  const [first, ...others] = all
  if (first === undefined) return { kind: 'unknown-postcode', postcode }
  const isSizeKnown = first.population > 0 || others.length === 0
  if (!isSizeKnown) return { kind: 'several', communes: all.slice(0, MOST_ASKED) }
  return {
    kind: 'found',
    commune: first,
    alsoAt: others.filter(({ codeInsee }) => codeInsee !== first.codeInsee).sort(byPopulation),
  }
}

/** The commune whose name stands in these words, with or without its article; the longest when one name holds another. */
function saidAmong(communes: Commune[], rest: string): Commune | undefined {
  const isSaid = (name: string) => ` ${rest} `.includes(` ${name} `)
  const said = communes.filter(({ name }) => {
    const folded = foldName(name)
    return isSaid(folded) || isSaid(withoutArticle(folded) ?? folded)
  })
  return said.sort((a, b) => b.name.length - a.name.length)[0]
}

const found = (commune: Commune): TerritoryAnswer => ({ kind: 'found', commune, alsoAt: [] })
