import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Is `X-Hub-Signature-256` the one of these very bytes? Compared in constant time, whatever came. Meta signs its JSON with every character
 * beyond ASCII written `\u00e9`, and sends it so; where a relay has written them out again, the signature is still that of Meta's form.
 */
export function signatureMatches(appSecret: string, rawBody: Buffer, header: string | undefined): boolean {
  if (header === undefined) return false
  const signature = (body: Buffer | string) => `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`
  if (sameText(signature(rawBody), header)) return true
  return rawBody.some((byte) => byte > 0x7f) && sameText(signature(escapeUnicode(rawBody.toString('utf8'))), header)
}

const escapeUnicode = (json: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is left alone
  json.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

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
