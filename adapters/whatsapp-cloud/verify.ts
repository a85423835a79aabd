import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** Is `X-Hub-Signature-256` the one of these very bytes? Compared in constant time, whatever came. */
export function signatureMatches(appSecret: string, rawBody: Buffer, header: string | undefined): boolean {
  const expected = `sha256=${createHmac('sha256', appSecret).update(rawBody).digest('hex')}`
  return header !== undefined && sameText(expected, header)
}

/**
 * What Meta asks when the address is entered in its panel: the challenge to give back, or null when the token is not ours. It becomes the
 * body of our answer, so nothing but what Meta sends (digits, at most letters) is given back.
 */
export function answerChallenge(verifyToken: string, query: Record<string, unknown>): string | null {
  const token = query['hub.verify_token']
  const challenge = query['hub.challenge']
  if (query['hub.mode'] !== 'subscribe' || typeof token !== 'string' || typeof challenge !== 'string') return null
  return sameText(verifyToken, token) && /^[\w-]{1,200}$/.test(challenge) ? challenge : null
}

function sameText(expected: string, given: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(expected), digest(given))
}
