import { ask, option } from '../say.ts'
import type { Step } from '../turn-context.ts'

/** Someone pastes a message or asks « c'est vrai ? »: three lines, and the link is never opened. */
export const checkPasted: Step = (context) => {
  if (context.activity.kind !== 'text') return null
  const report = context.world.safety.scam(context.text)
  if (!report) return null
  return ask(context, `scam.${report.verdict}`, {
    options: [
      option(context, 1, 'choice.clicked', { do: 'answer-topic', topic: 'arnaque.clique' }),
      option(context, 2, 'choice.another-question', { do: 'another-question' }),
    ],
    topic: 'arnaque.sms_douteux',
  })
}
