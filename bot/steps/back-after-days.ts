import { isGreeting, readChoice, standsAlone } from '../read-words.ts'
import { ask, option } from '../say.ts'
import type { Step } from '../turn-context.ts'

const DAY_MS = 24 * 3_600_000

/**
 * Someone comes back after a day or more with a greeting, or with an answer to a question they may have forgotten:
 * the topic is named (never their words: the phone may be shared), and they choose. A new question is simply answered.
 */
export const backAfterDays: Step = (context) => {
  const { conversation, now, words, world } = context
  const { lastActivityAt, topic, openQuestion, status } = conversation
  if (lastActivityAt === null || now - lastActivityAt < DAY_MS || status !== 'with-bot' || topic === null) return null
  const unclear =
    isGreeting(words) ||
    standsAlone(context.text) ||
    (openQuestion !== null && readChoice(words, openQuestion.options) !== null)
  const view = world.knowledge.topic(topic)
  if (!unclear || !view) return null
  return ask(context, 'resume.continue-or-else', {
    values: { topic: view.title },
    options: [
      option(context, 1, 'choice.continue', { do: 'continue' }),
      option(context, 2, 'choice.other', { do: 'another-question' }),
    ],
    topic,
  })
}
