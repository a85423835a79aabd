/** Removes secrets from a text, as on the way in. */
export type Mask = (text: string) => { masked: string; secrets: string[] }

const LONGEST = 200
/** an id, a telephone: codes of platforms have six digits at most */
const LONG_NUMBER = /\+?\d(?:[ .-]?\d){6,}/g

/**
 * Why a platform did not take a message, in its own words, for the console and the operator. Some quote whom they were to write to and what:
 * that part goes. `said`: the address and the words of the message it refused.
 */
export function plainReason(reason: string, mask: Mask, said: { address?: string; text?: string } = {}): string {
  const ids = (said.address ?? '').match(/[\w.:+@-]*\d[\w.:+@-]*/g) ?? []
  const quoted = [...ids, ...(said.text ?? '').split('\n')].filter((piece) => piece.trim().length >= 5)
  const others = quoted.reduce((text, piece) => text.replaceAll(piece, '…'), reason)
  return mask(others).masked.replace(LONG_NUMBER, '…').slice(0, LONGEST)
}
