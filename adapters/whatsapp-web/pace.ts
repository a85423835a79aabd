import { setTimeout as sleep } from 'node:timers/promises'

export interface Pace {
  /** between two messages to one person, at least */
  personGapMs: number
  /** more for a long text: nobody writes it in a second */
  perCharacterMs: number
  /** between any two messages */
  overallGapMs: number
  /** up to so much more, at random: a machine is regular, people are not */
  jitterMs: number
}

/**
 * WhatsApp publishes no figure for an ordinary account, and closes those that write as machines do. These are ours, on the careful side:
 * some 25 messages a minute in all, one person answered as fast as somebody who types well.
 */
export const humanPace: Pace = { personGapMs: 1_500, perCharacterMs: 5, overallGapMs: 2_000, jitterMs: 1_000 }

/** A send waits here no longer than this: the message is claimed meanwhile, and a claim that runs out would be sent twice. */
const LONGEST_WAIT_MS = 20_000

/** Says when a message may leave; each waits for its turn, in order. `isOver` ends the waiting when the channel closes. */
export function createPace(pace: Pace, now: () => number, isOver: AbortSignal, random: () => number = Math.random) {
  let nextOverall = 0
  const nextTo = new Map<string, number>()

  return {
    /** resolves with 0 when the message may leave; else how long it must come back after, in milliseconds */
    async turn(person: string, length: number): Promise<number> {
      const at = Math.max(now(), nextOverall, nextTo.get(person) ?? 0)
      const wait = at - now()
      if (wait > LONGEST_WAIT_MS) return wait
      const jitter = random() * pace.jitterMs
      nextOverall = at + pace.overallGapMs + jitter
      nextTo.set(person, at + pace.personGapMs + length * pace.perCharacterMs + jitter)
      if (nextTo.size > 10_000) forget(nextTo, now())
      if (wait > 0) await sleep(wait, undefined, { signal: isOver }).catch(() => {})
      return isOver.aborted ? LONGEST_WAIT_MS : 0
    },
  }
}

function forget(next: Map<string, number>, before: number) {
  for (const [person, at] of next) if (at < before) next.delete(person)
}
