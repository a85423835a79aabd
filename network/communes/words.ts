import data from './words.fr.json' with { type: 'json' }

const setOf = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Words that may stand before the name when someone answers « where do you live? » */
export const OPENING = setOf(data.opening)
/** … and after it. */
export const CLOSING = setOf(data.closing)
/** Words after which a name is a place: « à », « sur », « j’habite », « France services ». */
export const CUES = setOf(data.cues)
/** « au », « du »: they hide the article of « Le Havre ». */
export const CONTRACTED = setOf(data.contracted)
/** A number after one of these is not a postcode. */
export const NUMBER_LABELS = setOf(data.numberLabels)
/** … nor before one of these. */
export const AMOUNTS = setOf(data.amounts)
/** Numbers one writes an SMS to: five digits, like a postcode. */
export const SHORT_NUMBERS = setOf(data.shortNumbers)
/** What people answer that is never a commune, even where one has that name or nearly. */
export const NEVER_ANSWERS = setOf(data.neverAnswers)
/** Everyday words and first names: not guessed from, and not a commune in an ordinary sentence. */
export const ORDINARY = setOf(data.ordinary)
