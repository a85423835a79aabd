import { ask, option } from '../say.ts'
import type { Step, TurnContext } from '../turn-context.ts'
import type { ScamView } from '../world.ts'

/** Nothing to say of it, no link in it, and a topic we know: what is asked matters more than « I cannot tell ». */
function isOrdinaryQuestion(context: TurnContext, report: ScamView): boolean {
  if (report.verdict !== 'unknown' || report.links.length > 0) return false
  return context.world.understanding.match(context.text)[0]?.band !== 'none'
}

/** Someone pastes a message or asks « c'est vrai ? »: three lines, and the link is never opened. */
export const checkPasted: Step = (context) => {
  if (context.activity.kind !== 'text') return null
  const report = context.world.safety.scam(context.text)
  if (!report || isOrdinaryQuestion(context, report)) return null
  return ask(context, `scam.${report.verdict}`, {
    options: [
      option(context, 1, 'choice.clicked', { do: 'answer-topic', topic: 'arnaque.clique' }),
      option(context, 2, 'choice.another-question', { do: 'another-question' }),
    ],
    topic: 'arnaque.sms_douteux',
  })
}
