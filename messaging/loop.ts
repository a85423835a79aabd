import { setTimeout as sleep } from 'node:timers/promises'

export interface Loop {
  /** something may be due: look now rather than at the next tick */
  wake(): void
  stop(): Promise<void>
}

export interface LoopParts {
  name: string
  /** does what is due; true when there may be more */
  work: () => Promise<boolean>
  report: (problem: { code: string; error: unknown }) => void
}

/** How long a quiet loop sleeps: wakes by announcement are the rule, this only catches what fell due by itself. */
const TICK_MS = 500
const LONGEST_PAUSE_MS = 10_000

/** Works while there is work, sleeps when there is none, and backs off while the database is away; it never ends by itself. */
export function createLoop(parts: LoopParts): Loop {
  let stopped = false
  let woken = false
  let failures = 0
  let alarm = new AbortController()

  async function pause(ms: number) {
    if (woken || stopped) return
    alarm = new AbortController()
    await sleep(ms, undefined, { signal: alarm.signal }).catch(() => {})
  }

  async function run() {
    while (!stopped) {
      woken = false
      try {
        const more = await parts.work()
        failures = 0
        if (!more) await pause(TICK_MS)
      } catch (error) {
        failures++
        if (failures === 1) parts.report({ code: `${parts.name}.waiting-for-database`, error })
        await pause(Math.min(TICK_MS * 2 ** failures, LONGEST_PAUSE_MS))
      }
    }
  }

  const running = run()
  return {
    wake() {
      woken = true
      alarm.abort()
    },
    async stop() {
      stopped = true
      alarm.abort()
      await running
    },
  }
}

export function stopBoth(stopListening: () => void, loop: Loop): Promise<void> {
  stopListening()
  return loop.stop()
}
