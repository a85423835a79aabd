import { fold } from './fold.ts'
import type { Option } from './open-question.ts'
import words from './texts/words.json' with { type: 'json' }

export type Command = keyof typeof words.commands
export type Section = keyof typeof words.sections

const numberOf = index(Object.entries(words.numbers))
const commandOf = index(Object.entries(words.commands)) as Map<string, Command>
const sectionOf = index(Object.entries(words.sections)) as Map<string, Section>
const yes = new Set(words.yes.map(fold))
const no = new Set(words.no.map(fold))
const rejections = new Set(words.rejections.map(fold))
const greetings = new Set(words.greetings.map(fold))
const ideas = new Set(words.ideas.map(fold))
const pathDone = new Set(words.pathDone.map(fold))
const pathStuck = new Set(words.pathStuck.map(fold))

/** The words of the whole message, in every language offered; a sentence that only contains them is a question, not a command. */
export const readCommand = (folded: string): Command | null => commandOf.get(folded) ?? null
export const readSection = (folded: string): Section | null => sectionOf.get(folded) ?? null
export const isRejection = (folded: string): boolean => rejections.has(folded)
export const isGreeting = (folded: string): boolean => greetings.has(folded)
export const isAboutWorkshops = (folded: string): boolean => words.workshopWords.some((word) => folded.includes(word))
export const isIdea = (folded: string): boolean => ideas.has(folded)
export const isAboutContact = (folded: string): boolean => words.contactWords.some((word) => folded.includes(word))
export const asksToDoIt = (folded: string): boolean =>
  words.doItForMe.some((word) => ` ${folded} `.includes(` ${word} `))
/** « ya kelkun à Bellac », « il y a quelqu'un pour m'aider a Limoges ? »: the words after the last « à »; null without both. */
export function asksWhoIsAt(folded: string): string | null {
  const [said, where] = /^(.*) a (\S+(?: \S+){0,3})$/.exec(folded)?.slice(1) ?? []
  if (!said || !where || !/^(?:\S+ ){0,2}(?:il )?y ?a /.test(`${said} `)) return null
  return words.somebodyThere.map(fold).some((word) => ` ${said} `.includes(` ${word} `)) ? where : null
}
export const isPathDone = (folded: string): boolean => pathDone.has(folded)
export const isPathStuck = (folded: string): boolean => pathStuck.has(folded)
/** a number, a yes or a no, and nothing else */
export const isBareAnswer = (folded: string): boolean => numberOf.has(folded) || yes.has(folded) || no.has(folded)
export const isZero = (folded: string): boolean => numberOf.get(folded) === '0'

/** Which choice was meant: its number said any way, its own words, or yes and no where those are the choices. */
export function readChoice(folded: string, options: Option[]): Option | null {
  if (folded === '') return null
  const number = numberOf.get(folded)
  const byNumber = options.find((option) => option.number === number)
  if (byNumber) return byNumber
  const exact = options.find((option) => fold(option.label) === folded)
  if (exact) return exact
  if (yes.has(folded)) return options.find((option) => yes.has(firstWord(option.label))) ?? onlyOne(options)
  if (no.has(folded)) return options.find((option) => no.has(firstWord(option.label))) ?? null
  if (folded.length < 4) return null
  const holding = options.filter((option) => ` ${fold(option.label)} `.includes(` ${folded} `))
  return onlyOne(holding)
}

/** Is it a message of its own, never joined to the next one: a choice, a yes, a command? */
export function standsAlone(text: string): boolean {
  const folded = fold(text)
  return (
    numberOf.has(folded) ||
    yes.has(folded) ||
    no.has(folded) ||
    commandOf.has(folded) ||
    sectionOf.has(folded) ||
    rejections.has(folded) ||
    pathDone.has(folded) ||
    pathStuck.has(folded)
  )
}

/** « Oui, code oublié » is taken by « oui ». */
function firstWord(label: string): string {
  return fold(label.split(/[ ,]/)[0] ?? '')
}

function onlyOne(options: Option[]): Option | null {
  const real = options.filter((option) => option.number !== '0')
  return real.length === 1 ? (real[0] ?? null) : null
}

function index(entries: [string, string[]][]): Map<string, string> {
  return new Map(entries.flatMap(([key, forms]) => forms.map((form): [string, string] => [fold(form), key])))
}
