import type { Conversation } from './conversation.ts'
import type { Effect } from './effect.ts'
import type { Reply } from './reply.ts'

/**
 * What every decision of the house looks like, whoever took it: a turn, a mediator's claim or message, a due reminder, an erasure.
 * Committed in one transaction by `app/commit.ts`.
 */
export interface Decision {
  conversation: Conversation
  replies: Reply[]
  effects: Effect[]
}
