import { normalisedWords } from '../language/normalise.ts'
import { tokens } from '../language/tokens.ts'
import type { FeatureRecipe } from './extract-features.ts'

/** How a text becomes words: with our rules of French spelling, or as it stands when its language is another. */
export function wordReader({ plain = false }: FeatureRecipe): (text: string) => string[] {
  return plain ? tokens : normalisedWords
}
