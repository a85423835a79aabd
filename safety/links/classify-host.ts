import { domainToUnicode } from 'node:url'
import data from '../data/link-words.json' with { type: 'json' }
import { imitatedName, skeleton } from './look-alike.ts'
import { isOfficialHost } from './official-domains.ts'

export { findLinks } from './find-links.ts'

/** impostor: pretends to be an official name (or a known brand) without being it; unknown: merely unlisted. */
export interface LinkReport {
  host: string | null
  verdict: 'official' | 'impostor' | 'unknown'
  reasons: string[]
}

const shorteners = new Set(data.shorteners)
const redirects = new Set(data.redirectParameters)

/**
 * Says whether a link as a person pasted it leads to an official site (dialogue.md « Scams »). It never opens it.
 * `reasons` are stable ids: listed, not-https, userinfo, port, redirect, shortener, non-ascii, ip-address,
 * official-name, look-alike, brand, unlisted, unreadable.
 */
export function classifyLink(raw: string): LinkReport {
  const parts = split(raw)
  if (parts === null) return { host: null, verdict: 'unknown', reasons: ['unreadable'] }
  const { scheme, userinfo, host, port, query, path } = parts
  const reasons: string[] = []
  if (scheme !== '' && scheme !== 'https') reasons.push('not-https')
  if (userinfo !== '') reasons.push('userinfo')
  if (port !== '') reasons.push('port')
  const target = redirectTarget(query, path)
  if (target !== null) reasons.push('redirect')
  if (shorteners.has(host.replace(/^www\./, ''))) reasons.push('shortener')
  const readable = host.includes('xn--') ? domainToUnicode(host) || host : host
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is the question asked
  if (/[^\x00-\x7f]/.test(readable)) reasons.push('non-ascii')
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) || host.startsWith('[')) reasons.push('ip-address')

  const isListed = isOfficialHost(host)
  if (isListed && reasons.length === 0) return { host, verdict: 'official', reasons: ['listed'] }
  if (isListed) {
    const leadsElsewhere = target !== null && !isOfficialHost(hostOf(target))
    return { host, verdict: leadsElsewhere ? 'impostor' : 'unknown', reasons }
  }
  const shown = userinfo.split(':')[0] ?? ''
  const isShown =
    shown !== '' && (isOfficialHost(shown) || imitatedName(`${shown}${shown.includes('.') ? '' : '.fr'}`) !== null)
  const isTwin = reasons.includes('non-ascii') && isOfficialHost(skeleton(readable))
  const imitated = reasons.includes('ip-address') || reasons.includes('shortener') ? null : imitatedName(readable)
  if (imitated !== null) reasons.push(imitated.how)
  if (isTwin && imitated === null) reasons.push('look-alike')
  if (imitated !== null || isShown || isTwin) return { host, verdict: 'impostor', reasons }
  return { host, verdict: 'unknown', reasons: [...reasons, 'unlisted'] }
}

interface Parts {
  scheme: string
  userinfo: string
  host: string
  port: string
  path: string
  query: string
}

/** Reads an address by hand: the standard parser hides what matters here (userinfo, punycode, ports). */
function split(raw: string): Parts | null {
  const clean = raw
    .trim()
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/^[<([{"'«\s]+|[>)\]}"'»\s.,;!?]+$/g, '')
    .replace(/\[\.\]|\(\.\)|\s*\[dot\]\s*/gi, '.')
    .replace(/\\/g, '/')
    .replace(/^h(?:xx|tt|XX)p(s?)\s*:?\s*\/\s*\//i, 'http$1://')
    .replace(/\s*([./:@])\s*/g, '$1')
  const match = /^(?:([a-z][a-z0-9+.-]*):\/{1,3})?([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/i.exec(clean)
  if (match === null || clean === '' || /\s/.test(match[2] ?? ' ')) return null
  const authority = match[2] ?? ''
  const at = authority.lastIndexOf('@')
  const address = authority.slice(at + 1)
  const ported = /^(.*?)(?::(\d*))?$/.exec(address)
  const host = (ported?.[1] ?? '')
    .toLowerCase()
    .replace(/[。．｡]/g, '.')
    .replace(/\.$/, '')
  if (!host.includes('.') || host.includes('..') || host.startsWith('.')) return null
  return {
    scheme: (match[1] ?? '').toLowerCase(),
    userinfo: at >= 0 ? decode(authority.slice(0, at)).toLowerCase() : '',
    host,
    port: ported?.[2] ?? '',
    path: match[3] ?? '',
    query: `${match[4] ?? ''}&${match[5] ?? ''}`,
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function redirectTarget(query: string, path: string): string | null {
  for (const pair of query.split(/[&;?]/)) {
    const [name = '', ...rest] = pair.split('=')
    const value = decode(decode(rest.join('=')))
    if (redirects.has(name.toLowerCase()) && /^(?:[a-z]+:)?\/\/|^[\w-]+(?:\.[\w-]+)+/i.test(value)) return value
    if (/^https?:\/\//i.test(value)) return value
  }
  return /\/(https?:\/{1,2}.+)/i.exec(decode(path))?.[1] ?? null
}

const hostOf = (address: string) => split(address)?.host ?? ''
