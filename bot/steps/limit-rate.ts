import { say } from '../say.ts'
import { outcome, type Step } from '../turn-context.ts'

const WINDOW_MS = 60_000
/** More than anybody types by hand; a stuck key or a script. */
const MESSAGES_A_MINUTE = 20

/** The times of the last minute's messages, this one included; no longer than what the limit needs. */
export function withThisMessage(recentAt: number[], now: number): number[] {
  return [...recentAt.filter((at) => now - at < WINDOW_MS), now].slice(-(MESSAGES_A_MINUTE + 2))
}

/** One polite answer when someone writes too fast, then silence until the minute is over; danger was looked at before. */
export const limitRate: Step = (context) => {
  const { recentAt } = context.conversation
  if (context.activity.kind === 'due' || recentAt.length <= MESSAGES_A_MINUTE) return null
  const firstTime = recentAt.length === MESSAGES_A_MINUTE + 1
  return outcome(firstTime ? [say(context, 'limit.slow-down')] : [])
}
