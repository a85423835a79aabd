import type { Conversation } from '../bot/conversation.ts'
import type { Decision } from '../bot/decision.ts'
import type { OpenQuestion } from '../bot/open-question.ts'
import { putQuestion } from '../bot/say.ts'
import { textOf } from '../bot/texts/texts.ts'

/** A turn threw: the person is told, and offered someone. Made of nothing that could throw again. */
export function apologise(conversation: Conversation, now: number): Decision {
  const { language } = conversation
  const turn = conversation.turn + 1
  const text = textOf(
    language,
    'error.apology',
    conversation.lastTexts.includes(textOf(language, 'error.apology', 0)) ? 1 : 0,
  )
  const options = [
    {
      number: '1',
      label: textOf(language, 'choice.yes', 0),
      act: { do: 'ask-human' as const, reason: 'asked' as const },
    },
    { number: '2', label: textOf(language, 'choice.no', 0), act: { do: 'refuse-consent' as const } },
  ]
  const openQuestion: OpenQuestion = {
    id: `${turn}`,
    replyId: 'error.apology',
    text,
    options,
    free: { expects: 'nothing' },
    topic: conversation.topic,
    reason: 'asked',
  }
  return {
    conversation: { ...conversation, turn, lastActivityAt: now, lastTexts: [text], openQuestion },
    replies: [putQuestion(openQuestion)],
    effects: [],
  }
}
