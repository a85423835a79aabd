/** Meta's rule for one person: one message every 6 s on average, with bursts of up to 45. */
const EVERY_MS = 6_000
const BURST = 45
/** how long somebody is left alone after a « too many to this person »: 4 s, then four times as long each time */
const FIRST_PAUSE_MS = 4_000
const LONGEST_PAUSE_MS = 17 * 60_000

/** Says when a message to somebody may leave: now (0) or in how many milliseconds. */
export function createLimits(now: () => number) {
  let overallFrom = 0
  /** for each, until when the messages already sent use up the average */
  const spent = new Map<string, number>()
  const pauses = new Map<string, { from: number; lasts: number }>()

  return {
    waitFor(person: string): number {
      const from = Math.max(spent.get(person) ?? 0, now())
      const wait = Math.max(
        overallFrom - now(),
        (pauses.get(person)?.from ?? 0) - now(),
        from - now() - (BURST - 1) * EVERY_MS,
      )
      if (wait > 0) return wait
      spent.set(person, from + EVERY_MS)
      if (spent.size > 10_000) forget(spent, now())
      return 0
    },
    sent: (person: string) => void pauses.delete(person),
    /** « too many to this person »; returns how long to wait */
    pause(person: string): number {
      const lasts = Math.min((pauses.get(person)?.lasts ?? FIRST_PAUSE_MS / 4) * 4, LONGEST_PAUSE_MS)
      pauses.set(person, { from: now() + lasts, lasts })
      return lasts
    },
    /** « too many » in all: nobody is written to before then */
    pauseAll(ms: number) {
      overallFrom = Math.max(overallFrom, now() + ms)
    },
  }
}

function forget(spent: Map<string, number>, before: number) {
  for (const [person, until] of spent) if (until < before) spent.delete(person)
}
