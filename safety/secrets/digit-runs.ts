/** Digits written next to each other, in one or several groups, as a person copies a number. */
export interface DigitRun {
  groups: { digits: string; start: number; end: number }[]
  /** True when a « + » stands before the first group. */
  hasPlus: boolean
}

// O and l stand for 0 and 1 when digits surround them; 2A and 2B are Corsica's départements inside a NIR.
const group =
  /(?:\d|(?<![\p{L}])[OoQ](?=[\s.-]?[\dOo])|(?<=[\dOo])[OoQIl](?![\p{L}])|(?<=\d[\s.-])[Il](?=[\dIl]{1,3}(?![\p{L}]))|(?<=\d[\s.-][Il])[Il](?![\p{L}])|(?<=\d)[OoIl](?=[\dOoIl])|(?<=\d)[OoIl]+(?=\d)|(?<=\d)[ABab](?=[\s.-]{0,2}\d{3}))+/gu
const separator = /^[\s.\-_/,:()|·•–*']{0,3}$/u
const date =
  /(?<!\d[ .-]?)(?<!\d)(?:0?[1-9]|[12]\d|3[01])([/.\- ])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d(?!\d)(?![ .-]\d\d(?!\d))/g

const arabicDigits = /[٠-٩۰-۹]/g

/** Cuts a text into runs of digit groups; dates are set aside first, so that they never join a run. */
export function digitRuns(text: string): DigitRun[] {
  const plain = text
    .replace(arabicDigits, (digit) => String((digit.charCodeAt(0) - (digit < '۰' ? 0x660 : 0x6f0)) % 10))
    .replace(date, (found) => '~'.repeat(found.length))
  const runs: DigitRun[] = []
  let end = -1
  for (const match of plain.matchAll(group)) {
    if (!/\d/.test(match[0]) && !/^[Oo]{1,2}$/.test(match[0])) continue
    const digits = match[0].replace(/[OoQ]/g, '0').replace(/[Il]/g, '1').toUpperCase()
    const piece = { digits, start: match.index, end: match.index + match[0].length }
    const between = plain.slice(end, piece.start)
    const current = runs.at(-1)
    if (current !== undefined && separator.test(between) && !/\n\s*\n/.test(between)) current.groups.push(piece)
    else runs.push({ groups: [piece], hasPlus: /\+\s?\(?$/.test(plain.slice(0, piece.start)) })
    end = piece.end
  }
  return runs
}
