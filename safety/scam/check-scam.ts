import { classifyLink, findLinks, type LinkReport } from '../links/classify-host.ts'

/** What we can say of a message somebody received. `unknown`: we cannot tell, here is how to check. */
export interface ScamReport {
  verdict: 'scam' | 'official' | 'unknown'
  reasons: string[]
  links: { host: string | null; verdict: LinkReport['verdict'] }[]
}

/** Judges a pasted message or a « c'est vrai ? »; null when the text is neither. Never opens a link. */
export function checkScam(text: string): ScamReport | null {
  const links = findLinks(text).map(classifyLink)
  if (links.length === 0) return null
  const shown = links.map(({ host, verdict }) => ({ host, verdict }))
  if (links.some((link) => link.verdict === 'impostor'))
    return { verdict: 'scam', reasons: ['impostor-link'], links: shown }
  return links.every((link) => link.verdict === 'official')
    ? { verdict: 'official', reasons: ['official-link'], links: shown }
    : { verdict: 'unknown', reasons: [], links: shown }
}
