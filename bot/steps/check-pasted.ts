import { ask, option } from '../say.ts'
import type { Step, TurnContext } from '../turn-context.ts'
import type { ScamView } from '../world.ts'

/** Our articles about frauds, by their ids: « arnaque.… », « travail.cpf_arnaque », « sante.carte_vitale.faux_sms »… */
const ABOUT_FRAUD = /arnaque|faux/

/**
 * No link in it, and a topic we know: what is asked matters more than « I cannot tell », unless both the wording and the likeliest
 * topic speak of a fraud; where the wording alone sounds like one, a sure article on that very fraud says more than « this looks like one ».
 */
function isOrdinaryQuestion(context: TurnContext, report: ScamView): boolean {
  if (report.links.length > 0) return false
  const match = context.world.understanding.match(context.text)[0]
  const isFraud = ABOUT_FRAUD.test(match?.candidates[0]?.topic ?? '')
  if (report.verdict === 'unknown')
    return (
      match?.band === 'sure' || (match?.band === 'unsure' && !(isFraud && report.reasons.includes('reads-doubtful')))
    )
  return match?.band === 'sure' && report.reasons.length === 1 && isFraud
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
