/** Removes secrets from a text, as on the way in. */
export type Mask = (text: string) => { masked: string; secrets: string[] }

const LONGEST = 200
/** an id, a telephone: a status and a platform's code, side by side, are neither */
const LONG_NUMBER = /\+\d(?:[ .-]?\d){6,}|\d{7,}/g
/** « 400 21610 … »: the answer's number, then the platform's own */
const CODES = /^\d{3} \d{3,6}(?= [^\d]|$)/

/**
 * Why a platform did not take a message, in its own words, for the console and the operator. Some quote whom they were to write to and what:
 * that part goes. `said`: the address and the words of the message it refused.
 */
export function plainReason(reason: string, mask: Mask, said: { address?: string; text?: string } = {}): string {
  const ids = (said.address ?? '').match(/[\w.:+@-]*\d[\w.:+@-]*/g) ?? []
  const quoted = [...ids, ...(said.text ?? '').split('\n')].filter((piece) => piece.trim().length >= 5)
  const others = quoted.reduce((text, piece) => text.replaceAll(piece, '…'), reason)
  const codes = CODES.exec(others)?.[0] ?? ''
  return (codes + mask(others.slice(codes.length)).masked.replace(LONG_NUMBER, '…')).slice(0, LONGEST)
}
