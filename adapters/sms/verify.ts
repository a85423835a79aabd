import { createHmac, timingSafeEqual } from 'node:crypto'

/** Twilio's rule: HMAC-SHA1, with the account's token, of the address that was called followed by each field and its value in order of name. */
export function signatureMatches(
  token: string,
  url: string,
  fields: URLSearchParams,
  signature: string | undefined,
): boolean {
  const names = [...new Set(fields.keys())].sort()
  const signed = names.reduce((text, name) => {
    const values = [...new Set(fields.getAll(name))].sort()
    return text + values.map((value) => name + value).join('')
  }, url)
  const expected = createHmac('sha1', token).update(signed, 'utf8').digest()
  const given = Buffer.from(signature ?? '', 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
