import data from '../data/link-words.json' with { type: 'json' }
import { officialDomains } from './official-domains.ts'

const twins: Record<string, string> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  ї: 'i',
  ј: 'j',
  ѕ: 's',
  ԁ: 'd',
  ո: 'n',
  м: 'm',
  т: 't',
  н: 'h',
  к: 'k',
  в: 'b',
  ѵ: 'v',
  ν: 'v',
  ο: 'o',
  α: 'a',
  ρ: 'p',
  τ: 't',
  ι: 'i',
  κ: 'k',
  ł: 'l',
  ɑ: 'a',
  ı: 'i',
  ß: 'ss',
  đ: 'd',
  ɡ: 'g',
  ӏ: 'l',
}

/** What the eye reads: twins of other alphabets, accents and digits put back to the letters they imitate. */
export function skeleton(host: string): string {
  return host
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\0-\x7f]/g, (letter) => twins[letter] ?? letter)
}

const digitsRead = (label: string) =>
  label
    .replace(/0/g, 'o')
    .replace(/1/g, 'l')
    .replace(/3/g, 'e')
    .replace(/4/g, 'a')
    .replace(/5/g, 's')
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
const digitsReadI = (label: string) => digitsRead(label.replace(/1/g, 'i'))

const real = new RegExp(`(?:^|\\.)(?:${data.realThoughUnlisted.join('|')})$`)
const names = new Set(data.officialNames)
const shortNames = new Set(data.shortNames)
const companions = new RegExp(data.shortNameCompany.join('|'))
const listedLabels = new Set(
  officialDomains
    .map(
      (domain) =>
        domain
          .replace(/\.(gouv\.fr|[a-z]+)$/, '')
          .split('.')
          .at(-1) ?? '',
    )
    .filter((label) => label.length >= 8 && !data.genericLabels.includes(label)),
)
const spelled = [...new Set([...data.gluedNames, ...listedLabels])].filter((name) => name.length >= 5)

/** The official name or known brand a host imitates, or null. Only for hosts already known not to be official. */
export function imitatedName(host: string): { name: string; how: 'official-name' | 'brand' | 'look-alike' } | null {
  const plain = skeleton(host)
  // A foreign government (gouv.qc.ca, gouv.sn) is not ours to call official, nor false.
  if (/(?:^|\.)gouv\.(?:[a-z]{2}|qc\.ca)$/.test(plain) && !/\.(?:co|cc|tk|ml|ga|cf|gq|me|io|ws|pw|su)$/.test(plain))
    return null
  if (real.test(plain)) return null
  const labels = plain.split('.')
  const owned = labels.slice(0, -1)
  const pieces = owned.flatMap((label) => label.split(/[-_]/))
  for (const label of owned) {
    const exact = [...names].find((name) => label === name || hasPiece(label, name))
    if (exact !== undefined) return { name: exact, how: 'official-name' }
  }
  for (const label of [...owned, owned.join(''), owned.join('-')]) {
    const bare = label.replace(/[-_]/g, '')
    const glued = spelled.find((name) => bare.includes(name.replace(/-/g, '')))
    if (glued !== undefined) return { name: glued, how: 'official-name' }
    const short = [...shortNames].find((name) =>
      new RegExp(
        `^(?:mon|ma|la|espace|portail)?${name}(?=${companions.source}|\\d|$)|(?:mon|info|compte|service|portail|espace|aide|prime|dossier)${name}$`,
      ).test(bare),
    )
    if (short !== undefined) return { name: short, how: 'official-name' }
  }
  if (labels.at(-1) !== 'fr' && labels.includes('fr') && labels.some((label) => label === 'gouv'))
    return { name: 'gouv.fr', how: 'official-name' }
  for (const piece of [...owned, ...pieces]) {
    for (const read of [digitsRead(piece), digitsReadI(piece)])
      if (
        read !== piece &&
        (names.has(read) || spelled.some((name) => read.replace(/-/g, '').includes(name.replace(/-/g, ''))))
      )
        return { name: read, how: 'look-alike' }
    const close = spelled.find((name) => Math.abs(name.length - piece.length) <= 1 && isOneSlipAway(name, piece))
    if (close !== undefined) return { name: close, how: 'look-alike' }
  }
  for (const [brand, hosts] of Object.entries(data.brands)) {
    if (hosts.some((own) => plain === own || plain.endsWith(`.${own}`))) return null
    if (owned.some((label) => hasPiece(label, brand) && (label !== brand || owned.length > 1 || brand.length > 5)))
      return { name: brand, how: 'brand' }
    if (
      brand.length >= 6 &&
      pieces.some((piece) => isOneSlipAway(brand, piece) || digitsRead(piece) === brand || piece.includes(brand))
    )
      return { name: brand, how: 'brand' }
  }
  return null
}

function hasPiece(label: string, name: string): boolean {
  return new RegExp(`(?:^|[-_\\d])${name}(?:$|[-_\\d])`).test(label)
}

/** One letter more, less, changed, or two swapped. */
function isOneSlipAway(name: string, other: string): boolean {
  if (name === other || name.length < 5 || (name[0] !== other[0] && name.length < 6)) return false
  let from = 0
  while (from < name.length && name[from] === other[from]) from++
  let end = 0
  while (end < Math.min(name.length, other.length) - from && name.at(-1 - end) === other.at(-1 - end)) end++
  const mine = name.slice(from, name.length - end)
  const theirs = other.slice(from, other.length - end)
  if (mine.length <= 1 && theirs.length <= 1) return true
  return mine.length === 2 && mine === [...theirs].reverse().join('')
}
