import { type Conversation, newConversation } from './conversation.ts'
import type { Decision } from './decision.ts'
import { putQuestion } from './say.ts'
import { textOf } from './texts/texts.ts'

/** A conversation that goes on elsewhere is two decisions, pure and of the same shape as a turn's, committed together. */

const arrivals = {
  'with-bot': 'relay.here',
  closed: 'relay.here',
  waiting: 'relay.here-waiting',
  'with-mediator': 'relay.here-with-mediator',
} as const

/**
 * Where it arrives: all it knows comes with it, and the open question is put once more. `there` is what was talked about in this channel
 * before; its turns count on, so that an old button of it is nobody's answer.
 */
export function decideArrival(moved: Conversation, there: Conversation, joins: string, now: number): Decision {
  const turn = Math.max(moved.turn, there.turn) + 1
  const openQuestion = moved.openQuestion && { ...moved.openQuestion, id: `${turn}` }
  const arrived = {
    id: arrivals[moved.status],
    text: textOf(moved.language, arrivals[moved.status], 0),
    choices: [],
    question: null,
  }
  const replies = openQuestion ? [arrived, putQuestion(openQuestion)] : [arrived]
  const helped = moved.status === 'waiting' || moved.status === 'with-mediator'
  return {
    conversation: {
      ...moved,
      turn,
      openQuestion,
      lastActivityAt: now,
      recentAt: there.recentAt,
      lastTexts: replies.map(({ text }) => text),
      rest: '',
    },
    replies,
    effects: [{ kind: 'join-conversation', from: joins }, ...(helped ? [{ kind: 'append-to-ticket' as const }] : [])],
  }
}

/** Where it was: this is said, and nothing of it stays. The next message here is the first of somebody new. */
export function decideDeparture({ language, turn }: Conversation): Decision {
  const text = textOf(language, 'relay.left', 0)
  return {
    conversation: { ...newConversation, language, turn: turn + 1, lastTexts: [text] },
    replies: [{ id: 'relay.left', text, choices: [], question: null }],
    effects: [],
  }
}
