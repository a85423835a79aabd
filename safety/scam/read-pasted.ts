import words from '../data/link-words.json' with { type: 'json' }
import { classifyLink, findLinks, type LinkReport } from '../links/classify-host.ts'
import { isOfficialHost } from '../links/official-domains.ts'
import { hear } from '../patterns/hear.ts'
import { addressesReader, asksIfTrue, namesBody, ownQuestion, type ScamRule, scamRules } from './scam-rules.ts'

/** What can be seen in a message somebody may have pasted, before it is judged. */
export interface Pasted {
  links: LinkReport[]
  /** There are links, and all are under official domains. */
  isOfficial: boolean
  /** « c'est vrai ? » */
  isAsking: boolean
  /** It reads as the person's own question. */
  isOwn: boolean
  /** It reads as something copied: a heading, quotes, somebody who speaks to its reader. */
  isCopied: boolean
  /** Words beside the links and the numbers. */
  words: number
  /** Rules of `data/scam-rules.json` that speak. */
  found: ScamRule[]
}

const sender = /<?[\p{L}\p{N}._%+-]+@([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)>?/gu
const firms = Object.values(words.brands).flat()
const personal = /(?:^|\.)(?:gmail|hotmail|outlook|yahoo|live|icloud|protonmail|proton|exemple|example|gmx|aol|msn)\./
// « [ANTAI] … », « CAF: … », « De : Caf <…> », « Info Ameli – … »: how a text message or a mail begins.
const heading =
  /^\s*(?:\[[^\]\n]{2,40}\]|(?:de|from|exp[eé]diteur|objet|sms de)\s*:|["«]?[\p{Lu}\d][\p{L}\d.'’ +-]{1,40}?\s?:\s)/iu
const quoted = /["«“][^"»”]{25,}["»”]/u

/** Reads a message already masked by `maskSecrets`. */
export function readPasted(text: string): Pasted {
  const unmasked = text.replace(/\[TELEPHONE\]/g, '0600000000').replace(/\[(?:EMAIL|CODE|CARTE|IBAN|NIR)\]/g, ' ')
  const links = readLinks(unmasked)
  const line = hear(withoutLinks(unmasked), 'plain')
  const isOwn = ownQuestion.test(line) && !heading.test(text) && !quoted.test(text)
  const isSuspicious = links.some((link) => link.verdict !== 'official' && !isFirm(link.host))
  const isOfficial = links.length > 0 && links.every((link) => link.verdict === 'official')
  const isSpoken = addressesReader.test(line) && (namesBody.test(line) || links.length > 0)
  return {
    links,
    isOfficial,
    isAsking: asksIfTrue.test(line),
    isOwn,
    isCopied: (heading.test(text) && (isSpoken || namesBody.test(line))) || quoted.test(text) || (isSpoken && !isOwn),
    words: line.split(' ').filter((word) => /^\D+$/.test(word) && word !== 'lien').length,
    found: scamRules.filter((rule) => {
      if (rule.link === 'suspicious' && !isSuspicious) return false
      if (rule.link === 'not-official' && isOfficial) return false
      return rule.all.every((group) => group.test(line)) && !rule.none.test(line)
    }),
  }
}

const isFirm = (host: string | null) => host !== null && firms.some((own) => host === own || host.endsWith(`.${own}`))

function readLinks(text: string): LinkReport[] {
  const links = findLinks(text).map(classifyLink)
  for (const [, host = ''] of text.matchAll(sender)) {
    const lower = host.toLowerCase()
    if (personal.test(lower) || links.some((link) => link.host === lower)) continue
    links.push(isOfficialHost(lower) ? { host: lower, verdict: 'official', reasons: ['listed'] } : classifyLink(lower))
  }
  return links
}

/** Links are judged apart: their words (« gouv », « livraison ») must not count as the message's. */
function withoutLinks(text: string): string {
  return findLinks(text).reduce((rest, link) => rest.replace(link, ' lien '), text)
}
