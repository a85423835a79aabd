import type { FastifyReply } from 'fastify'
import type { Visitor } from './guard.ts'
import type { ConsoleParts, LiveStream } from './parts.ts'

export interface Change {
  about: 'queue' | 'conversation'
  id: string
}

/** What an open page wants to hear of, and how it is told. */
export interface LivePage {
  concerns(change: Change): boolean
  /** pushes what is new since the last time; called once at the beginning */
  bring(push: LiveStream['push']): Promise<void>
}

export interface LivePages {
  open(reply: FastifyReply, visitor: Visitor, page: LivePage): FastifyReply
  closeAll(): void
}

interface Watcher {
  visitor: Visitor
  page: LivePage
  stream: Pick<LiveStream, 'push' | 'close'>
  busy: boolean
  again: boolean
}

/** An open page is a sign of life of the person before it. */
const ALIVE_MS = 30_000

/** The open pages of the console: each is brought what changed, one thing after the other, as long as its session lives. */
export function createLivePages(parts: Pick<ConsoleParts, 'desk' | 'people' | 'openStream' | 'listen'>): LivePages {
  const watchers = new Set<Watcher>()
  const stopListening = parts.listen((change) => {
    for (const watcher of watchers) if (watcher.page.concerns(change)) void bring(watcher)
  })
  const alive = setInterval(() => {
    for (const watcher of watchers) void keepAlive(watcher)
  }, ALIVE_MS)
  alive.unref()

  async function bring(watcher: Watcher) {
    watcher.again = true
    if (watcher.busy) return
    watcher.busy = true
    try {
      while (watcher.again) {
        watcher.again = false
        // logged out or disabled meanwhile: the page reconnects and is sent to the login
        if (!(await parts.people.sessionOf(watcher.visitor.token))) return watcher.stream.close()
        await watcher.page.bring(watcher.stream.push)
      }
    } catch {
      // the database is away: the page reconnects and asks again
      watcher.stream.close()
    } finally {
      watcher.busy = false
    }
  }

  async function keepAlive(watcher: Watcher) {
    try {
      await parts.desk.keepDuty(watcher.visitor.account)
    } catch {
      return
    }
    // « il y a 12 min » grows, others come and go without a word
    await bring(watcher)
  }

  return {
    open(reply, visitor, page) {
      const stream = parts.openStream(reply, () => watchers.delete(watcher))
      const watcher: Watcher = { visitor, page, stream, busy: false, again: false }
      watchers.add(watcher)
      void bring(watcher)
      return stream.reply
    },
    closeAll() {
      stopListening()
      clearInterval(alive)
      for (const { stream } of [...watchers]) stream.close()
    },
  }
}
