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
/** Everyday words: nothing is guessed from them, and in an ordinary sentence they are not a commune. */
export const ORDINARY = setOf(data.ordinary)
/** Nor are these, though they are part of many names. */
export const FIRST_NAMES = setOf(data.firstNames)
/** Small words that are part of names: with them alone, or for them alone, nothing is concluded. */
export const LINKS = setOf(data.links)
export const ARTICLES = setOf(data.articles)
/** First words of hundreds of names: alone they name nothing. */
export const GENERIC = setOf(data.generic)
