import data from '../data/announced-secrets.json' with { type: 'json' }
import words from '../data/secret-words.json' with { type: 'json' }
import { fold } from '../fold.ts'
import type { SecretSpan } from './secret.ts'

type Kind = 'password' | 'code'

const wholeWord = (sources: readonly string[]) =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${sources.join('|')})(?![\\p{L}\\p{N}])`, 'gu')
const announcements: Record<Kind, RegExp> = { password: wholeWord(data.password), code: wholeWord(data.code) }
const notAnnounced = wholeWord(data.notAnnounced)
const linkers = new Set(data.linkers)
const fillers = new Set(data.fillers)
const notValue = new RegExp(`^(?:${data.notValues.join('|')})$`, 'u')
const publicNumber = new RegExp(`^(?:${words.publicShortNumbers})$`)
const acts =
  /^(?:mis|mit|mets?|tape[rz]?|rentre[rz]?|entre[rz]?|utilise[rz]?|choisi[st]?|marque[rz]?|ecri[ts]?|fais|fait)$/
const possessive = /(?:^|[\s'])(?:mon|mn|ma|mes|voici|voila|notre|son|sn|leur|my|meu|minha|mi|mea)\s+(?:\S+\s+)?$/u
const afterWeak =
  /^\s*(?:$|[.,;!?)\n"»]|(?:et|mais|me|pour|pr|stp|svp|merci|c|ca|sa|il|i|depuis|avec|ac|ki|qui|vous|tu|and|mas|pero)(?=\s))/u
const unit =
  /^\s?(?:€|eur|euro|km|kg|jours?|mois|ans?|heures?|h\d|h\b|min|fois|caract|chiffre|lettre|minute|pages?|octets|go\b|mo\b|%)/u

/** Folded character by character, so that a place in the folded text is the same place in the original. */
function foldInPlace(text: string): string {
  let folded = ''
  for (let index = 0; index < text.length; index++) {
    const unit = text.charAt(index)
    const plain = fold(unit)
    folded += plain.length === 1 ? plain : plain === '' || /[\ud800-\udfff]/.test(unit) ? ' ' : plain.charAt(0)
  }
  return folded
}

/** How much a token looks like something made up to be secret: 2 surely, 1 perhaps (a plain word), 0 not at all. */
function strength(kind: Kind, token: string, original: string, follow: string): 0 | 1 | 2 {
  if (token.length < 3 || token.length > 40 || unit.test(follow)) return 0
  if (
    /[€]|^https?:|^www\.|@.+\.|^\d{1,2}[/.]\d{1,2}|^\d+(?:h\d*|e|er|eme|ieme|fois|eur|euros?|mois|ans?|jours?|caracter\w*|chiffres?|kg|km|mn|min|%)$|^\d+[,.]\d{2}$/.test(
      token,
    )
  )
    return 0
  const digits = token.replace(/[^\d٠-٩]/g, '').length
  if (kind === 'code') {
    if (/^[\d٠-٩][\d٠-٩.\-_ ]*$/.test(token)) return digits >= 3 && digits <= 12 ? 2 : 0
    return digits >= 3 || (digits >= 2 && token.length <= 10) || (digits >= 1 && /^[A-Z0-9-]{4,10}$/.test(original))
      ? 2
      : 0
  }
  if (digits >= 4) return 2
  if (digits >= 1 && token.length >= 4) return 2
  if (digits === 0 && /[\p{L}][@#$%&*_!+=?][\p{L}\p{N}]/u.test(token)) return 2
  if (/\p{Ll}\p{Lu}/u.test(original)) return 1
  if (/[#$%&*_!+]{1,}$/.test(token) && token.length >= 5 && !/[!]$/.test(token)) return 2
  return token.length >= 3 && !notValue.test(token) && /^[\p{L}'-]+$/u.test(token) ? 1 : 0
}

/** Digits told one by one or in pieces: « 4 8 2 1 », « 48 29 13 », « quatre huit deux un ». */
function splitValue(rest: string): string {
  const spaced = /^\d{1,3}(?:[\s.-]{1,2}\d{1,3}){1,7}(?![\p{L}\p{N}])/u.exec(rest)?.[0] ?? ''
  const digits = spaced.replace(/\D/g, '').length
  if (digits >= 3 && digits <= 10) return spaced
  const told =
    /^(?:(?:zero|un|une|deux|trois|quatre|cat|cinq|six|sept|set|huit|neuf|nef)[\s-]+){2,9}(?:zero|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf)(?![\p{L}\p{N}])/u
  return told.exec(rest)?.[0] ?? ''
}

function valueAfter(kind: Kind, folded: string, text: string, from: number, isPossessive: boolean): SecretSpan | null {
  let at = from
  let isLinked = false
  let isPlainPath = true
  let acted = false
  for (let step = 0; step < 12; step++) {
    const gap = /^[\s"«»“”(')]*/u.exec(folded.slice(at))?.[0].length ?? 0
    if (/\n/.test(folded.slice(at, at + gap)) && !isLinked) return null
    at += gap
    const mark = /^(?::|==?>?|[-–—]?>|→|[-–—](?=\s))/u.exec(folded.slice(at))?.[0]
    if (mark !== undefined) {
      isLinked = true
      at += mark.length
      continue
    }
    const rest = folded.slice(at)
    const raw = /^[^\s"«»“”()\ufffc]+/u.exec(rest)?.[0] ?? ''
    if (raw === '') return null
    const token = raw.replace(/[.,;:!?…'"]+$/u, (tail) =>
      /[!?]$/.test(tail) && tail.length === 1 && kind === 'password' && /\d/.test(raw) ? tail : '',
    )
    const split = splitValue(rest)
    if (split !== '' && (isLinked || isPlainPath) && !(kind === 'password' && !isLinked))
      return { start: at, end: at + split.length, kind }
    const isLinker = linkers.has(token) && !(token === '-' && !isLinked)
    const glued = /^(?:c'est|cest|c')(?=\p{L}*\d)/u.exec(token)?.[0] ?? ''
    if (glued !== '') {
      isLinked = true
      at += glued.length
      continue
    }
    if (token.includes(':') || token.includes('=')) {
      const cut = token.search(/[:=]/)
      if (cut > 0 && !/^https?/.test(token)) {
        at += cut
        continue
      }
    }
    const force =
      isLinker || token === ''
        ? 0
        : strength(
            kind,
            token,
            text.slice(at, at + token.length),
            folded.slice(at + token.length, at + token.length + 12),
          )
    const isYear = /^(?:19|20)\d\d$/.test(token)
    const isPublic =
      publicNumber.test(token) && /(?:^|\s)(?:au|a|le|numero|du|de)\s+$/u.test(folded.slice(0, at)) && !isLinked
    const isReference = kind === 'code' && /^[a-z]-?\d{2,5}$/.test(token) && !isPossessive && !isLinked
    const isReached = isLinked || acted || (isPlainPath && !isYear)
    const isFillerNumber = fillers.has(token)
    if (force === 2 && isReached && !isPublic && !isReference && !isFillerNumber)
      return { start: at, end: at + token.length, kind }
    if (force === 1 && isLinked && isPlainPath && kind === 'password' && !fillers.has(token)) {
      const previous = /(\S+)\s*$/.exec(folded.slice(0, at))?.[1] ?? ''
      const isSure = !/^(?:et|e|ce|se|ces|donc|sest|-|olan)$/.test(previous)
      if (isSure && afterWeak.test(folded.slice(at + token.length))) return { start: at, end: at + token.length, kind }
    }
    if (isLinker) isLinked = true
    else {
      if (acts.test(token)) acted = true
      else isLinked = false
      if (!fillers.has(token) && !fillers.has(token.replace(/^(?:d|l|qu|j|m)'/, ''))) isPlainPath = false
    }
    at += raw.length
    if (/[.!?;]$/.test(raw)) return null
  }
  return null
}

function valueBefore(kind: Kind, folded: string, text: string, keyword: number): SecretSpan | null {
  const found =
    /([^\s"«»()\ufffc]{3,40})["»)]?\s+(?:comme|c'est|cest|c|est|=|ct|etait|pour|is|es|e|este)\s+(?:le|mon|ma|un|mn|votre|vot|son|l'|your|my|the|o|el|o seu)?\s*(?:nouveau |bon |vrai )?$/u.exec(
      folded.slice(0, keyword),
    )
  if (found === null) return null
  const token = (found[1] ?? '').replace(/[,;:!?]+$/u, '')
  if (strength(kind, token, text.slice(found.index, found.index + token.length), '') !== 2) return null
  if (!/\d/.test(token) || /^(?:19|20)\d\d$/.test(token) || publicNumber.test(token)) return null
  return { start: found.index, end: found.index + token.length, kind }
}

/** Passwords and codes somebody gives in words, in French as it is written by ear and in the languages offered. */
export function findAnnounced(text: string): SecretSpan[] {
  const folded = foldInPlace(text)
  const excluded = [...folded.matchAll(notAnnounced)].map(
    (match) => [match.index, match.index + match[0].length] as const,
  )
  const spans: SecretSpan[] = []
  for (const kind of ['password', 'code'] as const)
    for (const match of folded.matchAll(announcements[kind])) {
      const end = match.index + match[0].length
      if (excluded.some(([from, to]) => match.index < to && end > from)) continue
      const isPossessive = possessive.test(folded.slice(0, match.index))
      const before = valueBefore(kind, folded, text, match.index)
      const after = before ?? valueAfter(kind, folded, text, end, isPossessive)
      if (after !== null) spans.push(after)
    }
  return spans
}
