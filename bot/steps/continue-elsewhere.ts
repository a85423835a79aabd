import { putQuestion, say } from '../say.ts'
import { textOf } from '../texts/texts.ts'
import { type Outcome, outcome, type Step, type TurnContext } from '../turn-context.ts'

/** « Continuer ailleurs » : a code that brings this conversation to another channel, or to a mediator at a desk. The mark becomes the code on its way out. */
export function continueElsewhere(context: TurnContext): Outcome {
  const { network } = context.world
  const places = network.channels.map((name) => placeOf(context, name)).filter((place) => place !== '')
  const code = say(context, 'relay.code', {
    code: '[CODE-RELAIS]',
    network: network.name,
    places: [...new Set(places)].join(', ') || textOf(context.conversation.language, 'relay.any-place', 0),
  })
  return outcome([code], {}, [{ kind: 'open-relay' }])
}

/** The channels people know by a name; the page by its address, when it has one. */
function placeOf(context: TurnContext, channel: string): string {
  const { language } = context.conversation
  if (channel === 'web-chat') {
    const { page } = context.world.network
    return page ?? textOf(language, 'relay.page', 0)
  }
  return names.get(channel) ?? ''
}

/** names of their own, the same in every language */
const names = new Map([
  ['telegram', 'Telegram'],
  ['whatsapp-cloud', 'WhatsApp'],
  ['whatsapp-web', 'WhatsApp'],
  ['bot-framework', 'Teams'],
  ['sms', 'SMS'],
])

/** A code that opened nothing: said, unless it was only part of a message, or a mistyped answer to « which postcode? ». */
export const answerRelayCode: Step = (context) => {
  const { activity, conversation } = context
  if (activity.kind !== 'text' || !activity.relay?.refused) return null
  const { alone, refused } = activity.relay
  const { openQuestion } = conversation
  if (refused === 'unknown' && (!alone || openQuestion?.free.expects === 'territory')) return null
  const said = say(context, `relay.${refused}`)
  return outcome(openQuestion ? [said, putQuestion(openQuestion)] : [said])
}
