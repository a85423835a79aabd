export interface RateLimit {
  /** counts one attempt; false when there were too many */
  allows(key: string): boolean
}

export interface RateLimitParts {
  most: number
  windowMs: number
  now: () => number
}

const MOST_KEYS = 50_000

/** How often one address may do something, in memory: a fixed window per key, forgotten when it is over. */
export function createRateLimit({ most, windowMs, now }: RateLimitParts): RateLimit {
  const windows = new Map<string, { since: number; count: number }>()

  function forgetOld() {
    for (const [key, { since }] of windows) if (now() - since >= windowMs) windows.delete(key)
    // under a flood of addresses the oldest windows go: being too kind beats filling the memory
    for (const key of windows.keys()) {
      if (windows.size < MOST_KEYS) break
      windows.delete(key)
    }
  }

  return {
    allows(key) {
      const current = windows.get(key)
      if (current && now() - current.since < windowMs) return ++current.count <= most
      if (windows.size >= MOST_KEYS) forgetOld()
      windows.delete(key)
      windows.set(key, { since: now(), count: 1 })
      return true
    },
  }
}
