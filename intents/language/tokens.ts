import { fold } from './fold.ts'

/** Three or more equal letters become two (« helppppp »): a stretched word is still that word. */
function words(text: string): string[] {
  return text.replace(/(\p{L})\1{2,}/gu, '$1$1').match(/[\p{L}\p{N}]+/gu) ?? []
}

/** The words of a text, folded: letters and digits only; elisions (« l'apl ») become two words. */
export function tokens(text: string): string[] {
  return words(fold(text))
}

/** The same words with their accents kept: « mé » is « mais » by ear, « me » is not. */
export function accentedTokens(text: string): string[] {
  return words(text.normalize('NFKC').toLowerCase())
}
