import words from '../data/secret-words.json' with { type: 'json' }
import { type DigitRun, digitRuns } from './digit-runs.ts'
import type { SecretKind, SecretSpan } from './secret.ts'

const near = (source: string) => new RegExp(source, 'i')
const about = {
  nir: near(words.nirContext),
  fiscal: near(words.fiscalContext),
  card: near(words.cardContext),
  iban: near(words.ibanContext),
  phone: near(words.phoneContext),
  public: near(words.publicContext),
}
type Context = Record<keyof typeof about, boolean>

// Sex, year, month (or its special values), département with Corsica; the rest is free, key or not, mistyped or not.
const nirShape = /^[1-478]\d\d(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d\d|2A|2B)\d{6}(?:\d\d)?$/
const isYear = (digits: string) => /^(?:19|20)\d\d$/.test(digits)

function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index])
    const doubled = index % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

function isNirKeyRight(digits: string): boolean {
  if (digits.length !== 15) return false
  const body = Number(digits.slice(0, 13).replace('2A', '19').replace('2B', '18'))
  return 97 - (body % 97) === Number(digits.slice(13))
}

/** A French or foreign telephone; service numbers (08…, 09 69…) are public and stay. */
function isPhone(digits: string, hasPlus: boolean): boolean {
  const national = digits.replace(/^(?:00)?33(?=0?[1-9]\d{8}$)0?/, '0')
  if (/^0(?:8|969)/.test(national)) return false
  if (/^0[1-9]\d{8}$/.test(national)) return true
  return (hasPlus && /^[1-9]\d{7,14}$/.test(digits)) || /^00[1-9]\d{8,12}$/.test(digits)
}

function wholeRunKind(run: DigitRun, context: Context): SecretKind | null {
  const digits = run.groups.map((group) => group.digits).join('')
  const lengths = run.groups.map((group) => group.digits.length)
  const { length } = digits
  if (length < 8) return null
  if (run.groups.every((group) => isYear(group.digits))) return null
  if (/^0?8\d/.test(digits) && /^0/.test(digits) && length <= 11) return null
  if (isPhone(digits, run.hasPlus)) return 'phone'
  if (context.public && !context.nir && !context.card && !context.fiscal && !context.iban) {
    if (!(isNirKeyRight(digits) || (length === 16 && passesLuhn(digits) && /^[3-6]/.test(digits)))) return null
  }
  const isPostcodes = lengths.length > 1 && lengths.every((size) => size === 5)
  if (context.nir && length >= 10 && length <= 17 && !(context.card && length === 16)) {
    if (!(context.fiscal && length === 13 && !nirShape.test(digits))) return 'nir'
  }
  if (context.fiscal && length >= 9 && length <= 15) return 'fiscal'
  if ((length === 13 || length === 15) && nirShape.test(digits) && !isPostcodes) {
    if (/^[12]/.test(digits) || isNirKeyRight(digits)) return 'nir'
  }
  if (context.iban && length >= 10) return 'iban'
  if (/[AB]/.test(digits)) return length >= 12 ? 'nir' : null
  if (/^[2-6]/.test(digits) && length === 16) return 'card'
  if (/^[3-6]/.test(digits) && length >= 13 && length <= 19 && passesLuhn(digits) && !isPostcodes) return 'card'
  if (context.card && length >= 12 && length <= 20) return 'card'
  if (lengths.length >= 3 && lengths.filter((size) => size === 4).length >= 3 && length >= 14 && length <= 18)
    return 'card'
  if (length === 13 && /^[0-3]/.test(digits)) return 'fiscal'
  // Mistyped NIR: the grouping « 2 88 11 99 … » gives it away when a digit is missing or doubled.
  if (length >= 12 && length <= 17 && /^[12]$/.test(run.groups[0]?.digits ?? '') && lengths.length >= 5) return 'nir'
  if (length === 14 || length === 16) {
    if (/^[12]\d\d(?:0[1-9]|1[0-2])/.test(digits) && !passesLuhn(digits)) return 'nir'
  }
  if (length >= 21 && length <= 26) return 'iban'
  const isPaired = lengths.filter((size) => size === 2).length >= 4
  if (/^0[67]/.test(digits) && length >= 9 && length <= 11 && (isPaired || context.phone || length === 9))
    return 'phone'
  if (/^[67]\d{8}$/.test(digits) && (isPaired || context.phone)) return 'phone'
  if (/^0[1-59]/.test(digits) && length >= 9 && length <= 11 && (isPaired || context.phone)) return 'phone'
  return null
}

/** A secret among other numbers of one run: « 59701…0018 09/27 123 », « 87400 06… ». Only unmistakable shapes. */
function partKind(digits: string, groups: number): SecretKind | null {
  if (nirShape.test(digits) && isNirKeyRight(digits)) return 'nir'
  if (digits.length === 16 && /^[2-6]/.test(digits) && passesLuhn(digits)) return 'card'
  if (digits.length === 15 && groups >= 6 && nirShape.test(digits)) return 'nir'
  if (digits.length === 16 && /^[3-6]/.test(digits) && (groups === 1 || groups === 4)) return 'card'
  if ((groups === 1 || groups === 5) && /^0[1-79]\d{8}$/.test(digits)) return 'phone'
  if (groups === 1 && (digits.length === 13 || digits.length === 15) && nirShape.test(digits)) return 'nir'
  return null
}

/** NIR, cards, fiscal numbers and telephones, by shape and by the words around them. */
export function findNumbers(text: string): SecretSpan[] {
  const spans: SecretSpan[] = []
  for (const run of digitRuns(text)) {
    const first = run.groups[0]
    const last = run.groups.at(-1)
    if (first === undefined || last === undefined) continue
    const before = text.slice(Math.max(0, first.start - 45), first.start)
    const around = `${before} ${text.slice(last.end, last.end + 30)}`
    const context: Context = {
      nir: about.nir.test(before) || about.nir.test(around),
      fiscal: about.fiscal.test(around),
      card: about.card.test(before),
      iban: about.iban.test(before),
      phone: about.phone.test(around),
      public: about.public.test(before),
    }
    const kind = wholeRunKind(run, context)
    if (kind !== null) {
      spans.push({ start: run.hasPlus ? text.lastIndexOf('+', first.start) : first.start, end: last.end, kind })
      continue
    }
    spans.push(...findParts(run))
  }
  return spans
}

function findParts({ groups }: DigitRun): SecretSpan[] {
  for (let size = Math.min(groups.length - 1, 10); size >= 1; size--)
    for (let from = 0; from + size <= groups.length; from++) {
      const part = groups.slice(from, from + size)
      const kind = partKind(part.map((group) => group.digits).join(''), size)
      const start = part[0]?.start
      const end = part.at(-1)?.end
      if (kind === null || start === undefined || end === undefined) continue
      const rest = [groups.slice(0, from), groups.slice(from + size)]
      return [{ start, end, kind }, ...rest.flatMap((side) => findParts({ groups: [...side], hasPlus: false }))]
    }
  return []
}
