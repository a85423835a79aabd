import words from '../data/link-words.json' with { type: 'json' }
import { classifyLink, findLinks, type LinkReport } from '../links/classify-host.ts'
import { isOfficialHost } from '../links/official-domains.ts'
import { hear } from '../patterns/hear.ts'
import { addressesReader, asksIfTrue, namesBody, ownQuestion, scamRules } from './scam-rules.ts'

/** What we can say of a message somebody received. `unknown`: we cannot tell, here is how to check. */
export interface ScamReport {
  verdict: 'scam' | 'official' | 'unknown'
  /** Ids of the rules of `data/scam-rules.json` that speak, or impostor-link, official-link. */
  reasons: string[]
  links: { host: string | null; verdict: LinkReport['verdict'] }[]
}

const sender = /<?[\p{L}\p{N}._%+-]+@([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)>?/gu
const firms = Object.values(words.brands).flat()
const personal = /(?:^|\.)(?:gmail|hotmail|outlook|yahoo|live|icloud|protonmail|proton|exemple|example|gmx|aol|msn)\./
// « [ANTAI] … », « CAF: … », « De : Caf <…> », « Info Ameli – … »: how a text message or a mail begins.
const heading =
  /^\s*(?:\[[^\]\n]{2,40}\]|(?:de|from|exp[eé]diteur|objet|sms de)\s*:|["«]?[\p{Lu}\d][\p{L}\d.'’ +-]{1,40}?\s?:\s)/iu
const quoted = /["«“][^"»”]{25,}["»”]/u

/**
 * Judges a message somebody pasted, or a « c'est vrai ? »; null when the text is neither, above all when it is the
 * person's own question. Never opens a link. Works on text already masked by `maskSecrets`.
 */
export function checkScam(text: string): ScamReport | null {
  const unmasked = text.replace(/\[TELEPHONE\]/g, '0600000000').replace(/\[(?:EMAIL|CODE|CARTE|IBAN|NIR)\]/g, ' ')
  const links = readLinks(unmasked)
  const line = hear(withoutLinks(unmasked), 'plain')
  const isAsking = asksIfTrue.test(line)
  const isOwn = ownQuestion.test(line) && !heading.test(text) && !quoted.test(text)
  const isFirm = (host: string | null) => host !== null && firms.some((own) => host === own || host.endsWith(`.${own}`))
  const isSuspicious = links.some((link) => link.verdict !== 'official' && !isFirm(link.host))
  const isOfficial = links.length > 0 && links.every((link) => link.verdict === 'official')
  const found = scamRules.filter((rule) => {
    if (rule.link === 'suspicious' && !isSuspicious) return false
    if (rule.link === 'not-official' && isOfficial) return false
    return rule.all.every((group) => group.test(line)) && !rule.none.test(line)
  })
  const isSpoken = addressesReader.test(line) && (namesBody.test(line) || links.length > 0)
  const isPasted =
    (heading.test(text) && (isSpoken || namesBody.test(line))) || quoted.test(text) || (isSpoken && !isOwn)
  if (isOwn && !isAsking && !found.some((rule) => rule.isPersonal)) return null
  if (!isPasted && !isAsking && found.length === 0 && links.length === 0) return null

  const shown = links.map(({ host, verdict }) => ({ host, verdict }))
  const reasons = found.map((rule) => rule.id)
  if (links.some((link) => link.verdict === 'impostor'))
    return { verdict: 'scam', reasons: ['impostor-link', ...reasons], links: shown }
  if (reasons.length > 0) return { verdict: 'scam', reasons, links: shown }
  if (isOfficial) return { verdict: 'official', reasons: ['official-link'], links: shown }
  return { verdict: 'unknown', reasons: links.length > 0 ? ['unlisted-link'] : [], links: shown }
}

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
