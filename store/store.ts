import type { Kysely } from 'kysely'

/** A connection or a transaction, seen through the tables of one room: `handle.of<InboxTables>()`. */
export interface Handle {
  of<Tables>(): Kysely<Tables>
}

/** A time that does not come: nothing is due. */
export const NEVER = 9_000_000_000_000_000

export const TOPICS = ['inbox', 'outbox', 'conversation', 'queue', 'knowledge', 'phrases', 'settings'] as const

/** What can be announced to every process: `topic` names the thing that changed, `id` which one. */
export interface Announcement {
  topic: (typeof TOPICS)[number]
  /** '' after announcements were missed: any of them may have changed */
  id: string
}

/** How a row is taken by one worker among many. Times in epoch milliseconds. */
export interface Claim {
  table: 'conversations' | 'outbox' | 'hearings' | 'alert_calls' | 'alert_addresses'
  /** whose rows: a process answers for one network, with its channels and its settings, whoever else is on the same database */
  networkId: string
  /** the channels this process has open: of conversations, what is said in them and heard of them, those alone; absent = whatever they are */
  channels?: string[]
  now: number
  /** the claim is void after this; a frozen worker then loses its row */
  until: number
  by: string
  limit: number
}

/**
 * The database, whatever it is. Inside `transaction` use only the handle given to `work`: the store itself waits for
 * the transaction to end, and would wait for ever.
 */
export interface Store extends Handle {
  readonly kind: 'sqlite' | 'postgres'
  transaction<Result>(work: (handle: Handle) => Promise<Result>): Promise<Result>
  /**
   * Takes up to `limit` due rows of the network that nobody else holds (`due_at` <= now, `claimed_until` < now); returns their ids, oldest first.
   * Of the outbox, only the first unsent row of each conversation. What no process with its channel took for half an hour anybody may take.
   */
  claim(claim: Claim): Promise<string[]>
  /** What was deleted is not left behind in the write-ahead log either. */
  scrub(): Promise<void>
  /** Tells every process after the change is committed. */
  announce(announcement: Announcement): void
  /** Returns the function that stops listening. */
  listen(listener: (announcement: Announcement) => void): () => void
  close(): Promise<void>
}
