/** How long a refused send waits before the next try: doubling from 2 s, at most an hour; the platform's own word counts first. */
export function retryDelayMs(attempts: number, retryAfterMs: number | null): number {
  if (retryAfterMs !== null) return Math.min(retryAfterMs, 6 * 3_600_000)
  return Math.min(2_000 * 2 ** Math.max(0, attempts - 1), 3_600_000)
}

/** About a day of tries; a message older than that would surprise more than it helps. */
export const MAX_ATTEMPTS = 30
