import { say } from '../say.ts'
import { type Outcome, outcome, type TurnContext } from '../turn-context.ts'

/** Topics that only a network's own scheme can answer: digital vouchers exist where somebody says they do. */
const schemeTopics = new Set(['num.pass_numerique'])

/** What this network offers of it, by name, with its end and the places that take it; or that none is known here, and the need recorded. */
export function tellSchemes(context: TurnContext, topic: string): Outcome | null {
  if (!schemeTopics.has(topic)) return null
  const { schemes } = context.world.network
  if (schemes.length === 0)
    return outcome([say(context, 'scheme.none')], {}, [
      { kind: 'record-need', text: context.text, topic, reason: 'no-data', territory: context.conversation.territory },
    ])
  return outcome(
    schemes.map((scheme) =>
      say(context, scheme.until ? 'scheme.one-until' : 'scheme.one', {
        label: scheme.label,
        until: scheme.until ?? '',
        places: scheme.places,
      }),
    ),
  )
}
