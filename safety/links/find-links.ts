import data from '../data/link-words.json' with { type: 'json' }
import { imitatedName } from './look-alike.ts'
import { isOfficialHost } from './official-domains.ts'

const label = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}_-]*[\\p{L}\\p{N}])?'
const tail = '(?::\\d{2,5})?(?:[/?#][^\\s<>"«»]*)?'
const schemed =
  /(?<![\p{L}\p{N}])(?:h(?:tt|xx)ps?|ftp)\s?:?\s?\/\s?\/\s?[^\s<>"«»]+(?:\s?\.\s?(?:fr|com|net|org|info)(?![\p{L}\p{N}])[^\s<>"«»]*)?/giu
const bare = new RegExp(
  `(?<![\\p{L}\\p{N}@._/-])(?:[\\p{L}\\p{N}._-]+@)?${label}(?:(?:\\.|\\s?\\[\\.\\]\\s?|\\s?\\(\\.\\)\\s?)${label})*(?:\\.|\\s?\\[\\.\\]\\s?|\\s?\\(\\.\\)\\s?)(?:${data.topLevelDomains}|xn--[a-z0-9-]+)(?![\\p{L}\\p{N}@-])${tail}`,
  'giu',
)
// « caf-fr .info », « ameli . fr »: a space slipped in by a phone keyboard, or to pass a filter.
const spaced = new RegExp(
  `(?<![\\p{L}\\p{N}@._/-])${label}(?:\\.${label})*(?:\\s+\\.\\s?|\\.\\s+)(?:gouv\\s?\\.\\s?fr|fr|com|net|org|info|xyz|top|online|site|live|shop|club|icu|vip|app|click)(?![\\p{L}\\p{N}@'-])${tail}`,
  'giu',
)
const twinned =
  /(?<![\p{L}\p{N}@._/-])[a-zа-яіїјѕա-ևα-ωà-ÿ0-9-]*[а-яіїјѕα-ω][a-zа-яіїјѕα-ω0-9-]*(?:\.[a-zа-яіїјѕα-ω0-9-]+)+/giu
const words = new Set(data.commonWords.split('|'))

/** Addresses in a message as people paste them: with or without scheme, « hxxp », bare hosts, spaces before dots. */
export function findLinks(text: string): string[] {
  const found: { at: number; end: number; link: string }[] = []
  const add = (at: number, piece: string, link: string) => {
    if (found.some((other) => at < other.end && at + piece.length > other.at)) return
    found.push({ at, end: at + piece.length, link })
  }
  for (const match of text.matchAll(schemed)) add(match.index, match[0], trim(match[0].replace(/\s/g, '')))
  for (const match of text.matchAll(bare)) {
    const link = trim(match[0].replace(/\s?[[(]\.[\])]\s?/g, '.'))
    if (isAddress(link)) add(match.index, match[0], link)
  }
  for (const match of text.matchAll(spaced)) {
    const link = trim(match[0].replace(/\s/g, ''))
    const host = link.split(/[/:?#]/)[0] ?? ''
    const isSentence = /\.\s/.test(match[0]) && !/\s\./.test(match[0])
    if (isSentence ? isOfficialHost(host) || /[-\d]/.test(host) : isAddress(link)) add(match.index, match[0], link)
  }
  for (const match of text.matchAll(twinned)) if (/[a-z]/i.test(match[0])) add(match.index, match[0], trim(match[0]))
  return found.sort((one, other) => one.at - other.at).map(({ link }) => link)
}

const trim = (link: string) => link.replace(/[>)\]}"'»\s.,;!?]+$/g, '')

function isAddress(link: string): boolean {
  const at = link.indexOf('@')
  if (at >= 0) {
    const shown = link.slice(0, at).toLowerCase()
    return (
      shown.includes('.') &&
      (isOfficialHost(shown) || (imitatedName(shown) !== null && /\.(?:fr|com|gouv)$/.test(shown)))
    )
  }
  const host = (link.split(/[/:?#]/)[0] ?? '').toLowerCase()
  const labels = host.split('.')
  const last = labels.at(-1) ?? ''
  if (/^\d+$/.test(labels.at(-2) ?? '')) return false
  // A forgotten space after a full stop (« merci.je ») is not an address.
  if (!words.has(last) || /^www\./.test(host) || link.length > host.length) return true
  return labels.length === 2
    ? /[-\d]/.test(host) || imitatedName(host) !== null || ['info', 'net', 'click'].includes(last)
    : true
}
