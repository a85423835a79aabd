import { timingSafeEqual } from 'node:crypto'
import type { SecretBox } from '../../store/secret-box.ts'

/** Stands for the code wherever the message that gives it is kept; the code itself is put there on its way out. */
export const CODE_MARK = '[CODE-RELAIS]'
/** what is read in its place once it is of no use any more */
const OVER = '••• •••'

/**
 * The code of a row, six digits, never stored: it follows from the row's id and the house's key (docs/adr/0011). With the database alone
 * nobody has it; every process with the key finds the same.
 */
export function codeOf(box: SecretBox, id: string): string {
  const drawn = Buffer.from(box.hash(`relay code:${id}`), 'base64url').readUIntBE(0, 6)
  return String(100_000 + (drawn % 900_000))
}

/** What is kept of a code somebody typed, until their turn: keyed, for six digits alone are soon guessed. */
export const hashOfCode = (box: SecretBox, code: string): string => box.hash(`relay typed:${code}`)

/** The same time whichever character differs. */
export function isSameHash(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** The words as the person reads them: « 482 913 ». `code` null: it was used, or its time is over. */
export function revealCode(text: string, code: string | null): string {
  return text.replaceAll(CODE_MARK, code === null ? OVER : `${code.slice(0, 3)} ${code.slice(3)}`)
}
