import { fold } from '../fold.ts'
import type { TurnContext } from '../turn-context.ts'

interface Choice {
  topic: string
  label: string
}

/**
 * The choice whose own words the person has already said (« pôle emploi mdp oublié » → France Travail, of Caf, impôts, France Travail):
 * asking would be not listening. Null when they said several, or none, or « pas volée ».
 */
export function namedChoice({ text, world }: TurnContext, choices: readonly Choice[]): Choice | null {
  const said = ` ${fold(world.understanding.normalise(text))} `
  const named = choices.filter(({ label }) => {
    const words = fold(world.understanding.normalise(label))
    return words.length >= SHORTEST && said.includes(` ${words} `) && !isDenied(said, words)
  })
  return named.length === 1 ? (named[0] ?? null) : null
}

/** « Caf » is a name; two letters are anything. */
const SHORTEST = 3

function isDenied(said: string, words: string): boolean {
  const before = said
    .slice(0, said.indexOf(` ${words} `))
    .split(' ')
    .slice(-3)
  return before.some((word) => word === 'pas' || word === 'ni' || word === 'non')
}
