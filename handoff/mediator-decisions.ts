import type { Conversation } from '../bot/conversation.ts'
import type { Decision } from '../bot/decision.ts'
import type { OpenQuestion } from '../bot/open-question.ts'
import type { Reply } from '../bot/reply.ts'
import { putQuestion } from '../bot/say.ts'
import { textOf } from '../bot/texts/texts.ts'

/** A mediator's acts are decisions like a turn's: pure, of the same shape, committed the same way. `name` is a first name. */

/** The person is told who answers, and that it is a person. */
export function decideClaim(conversation: Conversation, name: string): Decision {
  return decision({ ...conversation, status: 'with-mediator', openQuestion: null, path: null }, [
    spoken(conversation, 'handoff.claimed', name),
  ])
}

/** What the mediator writes, as it stands; the reply id tells it from the bot's words. */
export function decideMediatorMessage(conversation: Conversation, text: string): Decision {
  return decision(conversation, [{ id: 'mediator.message', text, choices: [], question: null }])
}

/** How long a ticket given back may wait before the person is told where it stands. */
const NEWS_AFTER_MS = 2 * 3_600_000

/** Back in the queue, for another person; and the promise of news starts again. */
export function decideRelease(conversation: Conversation, name: string, now: number): Decision {
  const released = decision({ ...conversation, status: 'waiting' }, [spoken(conversation, 'handoff.released', name)])
  return { ...released, effects: [{ kind: 'schedule', at: now + NEWS_AFTER_MS, job: { name: 'ticket-promise' } }] }
}

/** « Voulez-vous que … prenne la suite ? »: nothing of the talk leaves this network before the person said yes. */
export function decideTransferOffer(conversation: Conversation, partner: { id: string; name: string }): Decision {
  const { language, turn } = conversation
  const say = (id: string) => textOf(language, id, 0).replaceAll('{name}', partner.name)
  const openQuestion: OpenQuestion = {
    // never the number of a question of the bot's own
    id: `transfer-${turn}`,
    replyId: 'transfer.ask',
    text: say('transfer.ask'),
    options: [
      { number: '1', label: say('choice.yes'), act: { do: 'accept-transfer', partner: partner.id } },
      { number: '2', label: say('choice.no'), act: { do: 'refuse-transfer' } },
    ],
    free: { expects: 'nothing' },
    topic: conversation.topic,
    reason: null,
  }
  return decision({ ...conversation, openQuestion }, [putQuestion(openQuestion)])
}

/** The bot takes over again, and says so; what was talked about is settled. */
export function decideClose(conversation: Conversation, name: string): Decision {
  return decision(
    {
      ...conversation,
      status: 'with-bot',
      openQuestion: null,
      topic: null,
      rejected: [],
      misses: 0,
      utterance: null,
      nextTopics: [],
      transferredTo: null,
    },
    [spoken(conversation, 'handoff.closed', name)],
  )
}

const spoken = ({ language }: Conversation, id: string, name: string): Reply => ({
  id,
  text: textOf(language, id, 0).replaceAll('{name}', name),
  choices: [],
  question: null,
})

const decision = (conversation: Conversation, replies: Reply[]): Decision => ({
  conversation: { ...conversation, lastTexts: replies.map((reply) => reply.text) },
  replies,
  effects: [],
})
