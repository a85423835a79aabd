import type { LinkReport } from '../links/classify-host.ts'
import { readPasted } from './read-pasted.ts'
import { readScamModel, type ScamModel, scamFeatures, scamProbability } from './scam-model.ts'

/** What we can say of a message somebody received. `unknown`: we cannot tell, here is how to check. */
export interface ScamReport {
  verdict: 'scam' | 'official' | 'unknown'
  /** Ids of the rules of `data/scam-rules.json` that speak, or reads-like-scam, reads-doubtful, impostor-link, official-link. */
  reasons: string[]
  links: { host: string | null; verdict: LinkReport['verdict'] }[]
}

const committed = readScamModel(new URL('../data/scam-model.bin', import.meta.url))

/** In fewer words only a rule may speak: a link alone is unknown, never false for that; « rappelez-moi au… » is a phone number. */
const FEW_WORDS = 7

/**
 * Judges a message somebody pasted or tells of, or a « c'est vrai ? »; null when the text is none of these, above all when
 * it is the person's own question. Never opens a link. Works on text already masked by `maskSecrets`.
 * `model`: another than the committed one, for measures.
 */
export function checkScam(text: string, model: ScamModel = committed): ScamReport | null {
  const { links, isOfficial, isAsking, isOwn, isCopied, words, found } = readPasted(text)
  const isRuled = found.some(({ isWeak }) => !isWeak)
  const likely = words < FEW_WORDS ? Number(isRuled) : scamProbability(model, scamFeatures(text), found)
  const isDoubtful = likely >= model.thresholds.doubt
  if (!isAsking && !isDoubtful && (isOwn || (!isCopied && links.length === 0))) return null

  const shown = links.map(({ host, verdict }) => ({ host, verdict }))
  const reasons = found.map((rule) => rule.id)
  if (links.some((link) => link.verdict === 'impostor'))
    return { verdict: 'scam', reasons: ['impostor-link', ...reasons], links: shown }
  if (likely >= model.thresholds.scam)
    return { verdict: 'scam', reasons: ['reads-like-scam', ...reasons], links: shown }
  if (isOfficial) return { verdict: 'official', reasons: ['official-link'], links: shown }
  const doubts = [...(links.length > 0 ? ['unlisted-link'] : []), ...(isDoubtful ? ['reads-doubtful'] : [])]
  return { verdict: 'unknown', reasons: [...doubts, ...reasons], links: shown }
}
