import { classifyLink, findLinks } from '../../safety/links/classify-host.ts'

/** A piece of a message: words, or words that lead somewhere when touched. */
export interface Piece {
  text: string
  href: string | null
}

const phone =
  /(?<![\d.,/])(?:0[1-9](?:[ .]?\d{2}){4}|0 8\d{2} \d{3} \d{3}|3[01269]\d{2}|3[01269] \d{2})(?![\d/]| ?(?:€|euro|%))/gu
/** « le 15 » is a day of the month elsewhere: only read as numbers to call where danger is spoken of */
const emergency = /(?<![\d.,/])(?:15|17|18|11[0-9]|19[16])(?![\d/]| (?:ans|jours|heures|h\b))/gu

/** Makes phone numbers and official sites touchable; any other address stays plain words, so that nobody is led there by us. */
export function findTouchables(text: string, speaksOfDanger: boolean): Piece[] {
  const found = [...linksIn(text), ...phonesIn(text, phone), ...(speaksOfDanger ? phonesIn(text, emergency) : [])]
  found.sort((one, other) => one.at - other.at)
  const pieces: Piece[] = []
  let from = 0
  for (const { at, length, href } of found) {
    if (at < from) continue
    if (at > from) pieces.push({ text: text.slice(from, at), href: null })
    pieces.push({ text: text.slice(at, at + length), href })
    from = at + length
  }
  if (from < text.length) pieces.push({ text: text.slice(from), href: null })
  return pieces
}

interface Found {
  at: number
  length: number
  href: string
}

function linksIn(text: string): Found[] {
  const found: Found[] = []
  let from = 0
  for (const link of findLinks(text)) {
    const at = text.indexOf(link, from)
    if (at < 0) continue
    from = at + link.length
    if (classifyLink(link).verdict === 'official')
      found.push({ at, length: link.length, href: /^https:\/\//i.test(link) ? link : `https://${link}` })
  }
  return found
}

function phonesIn(text: string, numbers: RegExp): Found[] {
  return [...text.matchAll(numbers)].map((match) => {
    const digits = match[0].replace(/\D/g, '')
    // 114 is written to, not spoken to
    return { at: match.index, length: match[0].length, href: `${digits === '114' ? 'sms' : 'tel'}:${digits}` }
  })
}
