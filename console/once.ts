export interface Once {
  /** false when this token was spent already: the same form, sent twice */
  spend(token: string): boolean
  /** what it was spent for did not happen: it may be sent again */
  giveBack(token: string): void
}

const REMEMBERED = 5_000

/** A form pressed twice, or sent again by « back » on the phone, is one message. Kept in memory: it only has to outlive a slow line. */
export function createOnce(): Once {
  const spent = new Set<string>()
  return {
    spend(token) {
      if (spent.has(token)) return false
      if (token === '') return true
      spent.add(token)
      const [oldest] = spent
      if (spent.size > REMEMBERED && oldest !== undefined) spent.delete(oldest)
      return true
    },
    giveBack: (token) => void spent.delete(token),
  }
}
