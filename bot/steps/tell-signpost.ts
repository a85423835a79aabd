import { ask, option } from '../say.ts'
import signposts from '../texts/signposts.json' with { type: 'json' }
import type { Step } from '../turn-context.ts'

/** Beside what the assistant is for, but somebody free and lawful answers it: one line says who. */
export const tellSignpost: Step = (context) => {
  if (context.activity.kind !== 'text') return null
  const found = signposts.find(({ words }) => words.some((word) => ` ${context.words} `.includes(` ${word} `)))
  if (!found) return null
  return ask(context, `signpost.${found.id}`, {
    options: [
      option(context, 1, 'choice.places', { do: 'answer-topic', topic: 'aide.lieu_proche' }),
      option(context, 2, 'choice.another-question', { do: 'another-question' }),
    ],
  })
}
