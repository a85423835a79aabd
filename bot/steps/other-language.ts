import { ask, option } from '../say.ts'
import { after, andThen, outcome, type Step } from '../turn-context.ts'

/** Another language gets, in that language, what the assistant can do and the way to a person or a place. */
export const otherLanguage: Step = (context) => {
  if (context.activity.kind !== 'text') return null
  const language = context.world.understanding.language(context.text)
  if (language === 'fr') return null
  const spoken = { language, utterance: context.text }
  const here = after(context, spoken)
  const need = outcome([], spoken, [
    {
      kind: 'record-need',
      text: context.text,
      topic: null,
      reason: 'other-language',
      territory: context.conversation.territory,
    },
  ])
  return andThen(
    need,
    ask(here, 'language.can-do', {
      options: [option(here, 1, 'choice.places', { do: 'answer-topic', topic: 'aide.lieu_proche' })],
      reason: 'other-language',
    }),
  )
}
