import { findAddresses } from './find-addresses.ts'
import { findAnnounced } from './find-announced.ts'
import { findIbans } from './find-ibans.ts'
import { findNumbers } from './find-numbers.ts'
import { findToldPhones } from './find-told-phones.ts'
import { placeholders, type SecretKind, type SecretSpan } from './secret.ts'

export type { SecretKind } from './secret.ts'

const marks = new RegExp(
  Object.values(placeholders)
    .map((mark) => mark.replace(/[[\]]/g, '\\$&'))
    .join('|'),
  'g',
)
// Read in this order: where two overlap, the first names the piece.
const finders = [findAddresses, findIbans, findNumbers, findToldPhones, findAnnounced]

/**
 * Replaces what must never be written (dialogue.md, rule 5 and « Privacy ») by its name in brackets, and says which
 * kinds were found. By shape as well as by checksum: a mistyped secret is still one. Names and addresses are not its
 * business. Masking twice changes nothing.
 */
export function maskSecrets(text: string): { masked: string; secrets: SecretKind[] } {
  let masked = readable(text)
  const secrets = new Set<SecretKind>()
  // A piece masked can reveal the next (« code 4821 ou 4822 »), so until nothing is found; it ends as text only shrinks in digits.
  for (let round = 0; round < 5; round++) {
    const spans = join(findSpans(masked))
    if (spans.length === 0) break
    for (const { start, end, kind } of spans.reverse()) {
      secrets.add(kind)
      masked = masked.slice(0, start) + placeholders[kind] + masked.slice(end)
    }
  }
  return { masked, secrets: [...secrets] }
}

/** Signs without width that come along with a copied number; U+200C and U+200D only between Latin letters or digits, where no script needs them. */
const unseen =
  /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]|(?<=[\p{Script=Latin}\p{N}])[\u200C\u200D](?=[\p{Script=Latin}\p{N}])/gu
const WIDE_ZERO = 0xff10

/** The text as it is seen: letters composed, nothing hidden between them, wide digits as the digits they are. */
const readable = (text: string): string =>
  text
    .normalize('NFC')
    .replace(unseen, '')
    .replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - WIDE_ZERO))

function findSpans(text: string): SecretSpan[] {
  const hidden = text.replace(marks, (mark) => '\ufffc'.repeat(mark.length))
  return finders.flatMap((find) => find(hidden))
}

function join(spans: SecretSpan[]): SecretSpan[] {
  const kept: SecretSpan[] = []
  for (const span of spans) {
    const clash = kept.find((other) => span.start < other.end && span.end > other.start)
    if (clash === undefined) kept.push({ ...span })
    else {
      clash.start = Math.min(clash.start, span.start)
      clash.end = Math.max(clash.end, span.end)
    }
  }
  return kept.sort((one, other) => one.start - other.start)
}
