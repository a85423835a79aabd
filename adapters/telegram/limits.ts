import { setTimeout as sleep } from 'node:timers/promises'

/** Telegram's published limits: 30 messages a second in all, one a second to a person, twenty a minute to a group. */
const OVERALL_GAP_MS = 1000 / 30
const PERSON_GAP_MS = 1000
const GROUP_GAP_MS = 3000

/** A send waits here no longer than this: the message is claimed meanwhile, and a claim that runs out would be sent twice. */
const LONGEST_WAIT_MS = 20_000

/** Says when a message may leave; each waits for its turn, in order. A group's number is negative. */
export function createLimits(now: () => number) {
  let nextOverall = 0
  const nextTo = new Map<string, number>()

  return {
    /** resolves with 0 when the message may leave; else how long it must come back after, in milliseconds */
    async turn(chat: string): Promise<number> {
      const at = Math.max(now(), nextOverall, nextTo.get(chat) ?? 0)
      if (at - now() > LONGEST_WAIT_MS) return at - now()
      nextOverall = Math.max(nextOverall, now()) + OVERALL_GAP_MS
      nextTo.set(chat, at + (chat.startsWith('-') ? GROUP_GAP_MS : PERSON_GAP_MS))
      if (nextTo.size > 10_000) forget(nextTo, now())
      const wait = at - now()
      if (wait > 0) await sleep(wait)
      return 0
    },
    /** Telegram said « too many requests »: nobody is written to before then */
    pause(ms: number) {
      nextOverall = Math.max(nextOverall, now() + ms)
    },
  }
}

function forget(next: Map<string, number>, before: number) {
  for (const [chat, at] of next) if (at < before) next.delete(chat)
}
