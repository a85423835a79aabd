import { ask, option } from '../say.ts'
import { andThen, outcome, type Step } from '../turn-context.ts'
import { openHandoff } from './hand-off.ts'

/**
 * Another language gets, in that language, what the assistant can do and the way to a person or a place; said again, a person at once:
 * never two failures. `turn.ts` has recognised the language.
 */
export const otherLanguage: Step = (context) => {
  const { conversation, activity, text, world } = context
  if (activity.kind !== 'text' || world.understanding.language(text) === 'fr') return null
  const need = outcome([], { utterance: text }, [
    { kind: 'record-need', text, topic: null, reason: 'other-language', territory: conversation.territory },
  ])
  if (conversation.openQuestion?.replyId === 'language.can-do')
    return andThen(need, openHandoff(context, 'other-language'))
  const places = option(context, 1, 'choice.places', { do: 'answer-topic', topic: 'aide.lieu_proche' })
  return andThen(need, ask(context, 'language.can-do', { options: [places], reason: 'other-language' }))
}
