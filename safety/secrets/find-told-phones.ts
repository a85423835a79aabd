import type { SecretSpan } from './secret.ts'

const number =
  '(?:z[eé]ro|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|cent|et|une)'
const told = new RegExp(
  `(?<![\\p{L}])z[eé]ro[\\s-]+(?:un|deux|trois|quatre|cinq|six|sept|neuf)(?:[\\s,-]+${number}){4,14}(?![\\p{L}])`,
  'giu',
)

/** Telephones dictated to the phone: « zéro six trente-neuf quatre-vingt-dix-huit… ». */
export function findToldPhones(text: string): SecretSpan[] {
  return [...text.matchAll(told)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    kind: 'phone',
  }))
}
