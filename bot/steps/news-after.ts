/** Where no hours are known, what is promised is news, not an answer: a day later at most. */
export const NEWS_AFTER_MS = 24 * 3_600_000
