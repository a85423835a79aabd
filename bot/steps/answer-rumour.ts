import { ask, option } from '../say.ts'
import rumours from '../texts/rumours.json' with { type: 'json' }
import { andThen, outcome, type Step, type TurnContext } from '../turn-context.ts'

/** A claim is more than « c'est vrai ? »: these many words of its own, or it is a question about checking. */
const LEAST_WORDS = 2
const filler = new Set(rumours.filler)

/**
 * « La Caf donne 500 à tout le monde, c'est vrai ? »: never judged, since nothing here knows; where to look is said, and the rumour is
 * counted by theme and territory, apart from the needs. A message received, a link, a site are checked as scams instead.
 */
export const answerRumour: Step = (context) => {
  const { activity, words, conversation } = context
  if (activity.kind !== 'text' || !isRumour(words) || isScamMatter(context)) return null
  const known = rumours.sites.find((site) => holds(words, site.words))
  const asked = ask(context, 'rumour.unknown', {
    values: { site: known?.site ?? rumours.anySite },
    options: [
      option(context, 1, 'choice.how-to-check', { do: 'answer-topic', topic: 'num.fausse_info' }),
      option(context, 2, 'choice.another-question', { do: 'another-question' }),
    ],
    topic: 'num.fausse_info',
  })
  const counted = outcome([], {}, [
    { kind: 'record-rumour', theme: known?.theme ?? null, territory: conversation.territory },
  ])
  return andThen(asked, counted)
}

function isRumour(words: string): boolean {
  const asksIfTrue = holds(words, rumours.asks) || rumours.ends.some((end) => words.endsWith(` ${end}`))
  if (!asksIfTrue || holds(words, rumours.howTo) || holds(words, rumours.aboutSomethingReceived)) return false
  return words.split(' ').filter((word) => !filler.has(word)).length >= LEAST_WORDS
}

const holds = (words: string, some: string[]) => some.some((one) => ` ${words} `.includes(` ${one} `))

/** A link, or words only a scam uses: that is what must be answered first. */
function isScamMatter({ world, text }: TurnContext): boolean {
  const report = world.safety.scam(text)
  return report !== null && (report.verdict !== 'unknown' || report.links.length > 0)
}
