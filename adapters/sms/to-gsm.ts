import letters from './gsm-letters.json' with { type: 'json' }

const basic = new Set(letters.basic)
const extended = new Set(letters.extended)
const instead = new Map(Object.entries(letters.instead))

/** Rewrites a text to the GSM alphabet; a script it has no letters for (Arabic, Cyrillic) is left as it is. */
export function toGsm(text: string): string {
  const written = [...text.normalize('NFC')].map(letter).join('')
  // French puts a narrow space inside quotes: without them it looks like a mistake
  return written.replace(/" +(?=[^"]*")|(?<="[^"]*) +"/g, '"')
}

function letter(character: string): string {
  if (basic.has(character) || extended.has(character)) return character
  const other = instead.get(character)
  if (other !== undefined) return other
  if (/\s/u.test(character)) return ' '
  if (/\p{Extended_Pictographic}|\p{Variation_Selector}|\p{Cf}/u.test(character)) return ''
  const plain = character.normalize('NFD').replace(/\p{Mn}/gu, '')
  return [...plain].every((one) => basic.has(one)) ? plain : character
}

/** How many SMS the text is paid as. */
export function countSms(text: string): number {
  const characters = [...text]
  if (characters.every((one) => basic.has(one) || extended.has(one))) {
    const length = characters.reduce((sum, one) => sum + (extended.has(one) ? 2 : 1), 0)
    return length <= 160 ? 1 : Math.ceil(length / 153)
  }
  return text.length <= 70 ? 1 : Math.ceil(text.length / 67)
}
