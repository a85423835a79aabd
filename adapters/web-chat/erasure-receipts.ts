import type { TranscriptLine } from '../../messaging/transcript.ts'

const KEPT_MS = 3_600_000
const MOST_KEPT = 1_000

export interface ErasureReceipts {
  keep(session: string, text: string): void
  /** null when nothing was erased lately */
  find(session: string): TranscriptLine | null
  forget(session: string): void
}

/** After « effacer » there is no conversation left to read the receipt from: it lives in memory for an hour. */
export function createErasureReceipts(now: () => number): ErasureReceipts {
  const kept = new Map<string, TranscriptLine>()
  return {
    keep(session, text) {
      const oldest = kept.keys().next().value
      if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest)
      kept.set(session, {
        id: 'receipt',
        at: now(),
        author: 'bot',
        text,
        replyId: 'erase.receipt',
        question: null,
        choices: [],
        attachment: null,
      })
    },
    find(session) {
      const line = kept.get(session)
      return line && now() - line.at < KEPT_MS ? line : null
    },
    forget: (session) => void kept.delete(session),
  }
}
