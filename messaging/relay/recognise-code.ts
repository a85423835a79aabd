/** Six digits that may be a relay code, where they are, and whether the message is nothing else. */
export interface CandidateCode {
  digits: string
  start: number
  end: number
  alone: boolean
}

/** As a person copies a code: « 482913 », « 482 913 », « 4 8 2 9 1 3 ». Two by two is a date as often as a code. */
const SIX = /(?<![\d.,/+-]|\d[ ])(?:\d{6}|\d{3}[ .-]\d{3}|\d(?: \d){5})(?![\d/]|[.,-]\d| \d)/g
/** « code » in the languages offered, or words of going on; anything else makes six digits just six digits */
const ANNOUNCES = /c[oó]d|kod|код|رمز|continu|reprend|suite|devam|продовж/iu
/** what may stand beside the digits in a message that is the code and nothing else */
const BESIDE =
  /^[\s:.,!#«»"']*(?:(?:mon|le|voici|my|the|mi|meu|benim|мій)?\s*(?:c[oó]d[a-z]*|kod[a-z]*|код|الرمز|رمز))?[\s:.,!#«»"']*$/iu
const LONGEST = 80

const easternDigits = /[٠-٩۰-۹]/g

/** Read before anything is written: a code that opens a conversation is no more stored in clear than a password. Null: there is none. */
export function recogniseCode(text: string): CandidateCode | null {
  if (text.length > LONGEST) return null
  const plain = text.replace(easternDigits, (digit) =>
    String((digit.charCodeAt(0) - (digit < '۰' ? 0x660 : 0x6f0)) % 10),
  )
  const found = [...plain.matchAll(SIX)]
  const [only] = found
  if (only === undefined || found.length > 1) return null
  const start = only.index
  const end = start + only[0].length
  const around = `${plain.slice(0, start)} ${plain.slice(end)}`
  const alone = BESIDE.test(around)
  if (!alone && !ANNOUNCES.test(around)) return null
  return { digits: only[0].replace(/\D/g, ''), start, end, alone }
}
