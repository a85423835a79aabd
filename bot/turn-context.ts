import type { Activity } from './activity.ts'
import type { Conversation } from './conversation.ts'
import type { Effect } from './effect.ts'
import type { Reply } from './reply.ts'
import type { World } from './world.ts'

/** What every step of a turn is given. `text` is the masked message (empty when the activity is not words), `words` its folded form. */
export interface TurnContext {
  conversation: Conversation
  activity: Activity
  world: World
  now: number
  text: string
  words: string
}

/** What a step decided: replies, what changes in the conversation, what is asked of the other rooms. */
export interface Outcome {
  replies: Reply[]
  change: Partial<Conversation>
  effects: Effect[]
  /** earlier words of the person that are to be answered now, as if they had just come */
  resume?: string
}

/** A step either decides the turn or leaves it to the next one. */
export type Step = (context: TurnContext) => Outcome | null

export function outcome(replies: Reply[], change: Partial<Conversation> = {}, effects: Effect[] = []): Outcome {
  return { replies, change, effects }
}

/** Puts one outcome after another: replies and effects follow, the later change wins. */
export function andThen(first: Outcome, second: Outcome): Outcome {
  return {
    replies: [...first.replies, ...second.replies],
    change: { ...first.change, ...second.change },
    effects: [...first.effects, ...second.effects],
  }
}

/** The context as it is after an outcome: what a following part of the same turn must see. */
export function after(context: TurnContext, change: Partial<Conversation>): TurnContext {
  return { ...context, conversation: { ...context.conversation, ...change } }
}
