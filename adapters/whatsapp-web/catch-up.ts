import type { WebPage } from './client.ts'
import { decode, type Said } from './decode.ts'
import { within } from './people.ts'
import { readHeardUntil, type SessionFolder, writeHeardUntil } from './session-folder.ts'

export interface CatchUpParts {
  folder: SessionFolder
  /** resolves with whether it is stored */
  take: (said: Said) => Promise<boolean>
  now: () => number
  report: (problem: { code: string; error: unknown }) => void
  /** the page is connected, and does not tell us what comes any more */
  onDeaf: () => void
}

const DAY_MS = 86_400_000
const ASK_MS = 20_000

/**
 * Finds what came while nobody listened: WhatsApp gives it to its page at the connection, before the library hears anything, and the library
 * says nothing of it. Unread since we last listened (a day at most): read again, and the inbox knows what it has. Nothing from before the
 * phone was linked: nobody asked us then. Looked for at each look, it also shows a page gone deaf.
 */
export function createCatchUp({ folder, take, now, report, onDeaf }: CatchUpParts) {
  const known = new Set<string>()
  /** unread and not told, at the last look: a moment later they should be known */
  let doubtful = new Set<string>()
  let since = now()

  async function keep(said: Said | null): Promise<void> {
    if (!said) return
    const key = keyOf(said)
    if (known.size > 10_000) known.clear()
    known.add(key)
    // not stored (the database is away): still unread, so it is found again
    if (!(await take(said))) known.delete(key)
  }

  return {
    /** the page says that it came */
    came: keep,
    async look(page: WebPage, { isFirst, wasJustLinked }: { isFirst: boolean; wasJustLinked: boolean }): Promise<void> {
      if (isFirst) since = Math.max((wasJustLinked ? null : readHeardUntil(folder)) ?? now(), now() - DAY_MS)
      try {
        const unread = (await within(page.unreadSince(Math.floor(since / 1000)), ASK_MS)).map(decode)
        const untold = unread.filter((said): said is Said => said !== null && !known.has(keyOf(said)))
        const missed = isFirst ? untold : untold.filter((said) => doubtful.has(keyOf(said)))
        doubtful = new Set(untold.map(keyOf))
        for (const said of missed) await keep(said)
        writeHeardUntil(folder, now())
        if (!isFirst && missed.length > 0) onDeaf()
      } catch (error) {
        report({ code: 'whatsapp-web.catch-up-failed', error })
      }
    },
  }
}

const keyOf = ({ chat, id }: Said) => `${chat} ${id}`
