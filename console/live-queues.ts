import type { FastifyReply } from 'fastify'
import type { Visitor } from './guard.ts'
import type { ConsoleParts, LiveStream } from './parts.ts'
import type { QueueView } from './show-queue.ts'

export interface LiveQueues {
  open(reply: FastifyReply, visitor: Visitor): Promise<FastifyReply>
  closeAll(): void
}

interface Watcher {
  visitor: Visitor
  stream: Pick<LiveStream, 'push' | 'close'>
  /** what the page shows now */
  last: string
}

/** An open page is a sign of life of the person before it. */
const ALIVE_MS = 30_000

/** Open queue pages: each is given its queue anew when something changed, as that visitor may see it. */
export function createLiveQueues(
  parts: Pick<ConsoleParts, 'desk' | 'people' | 'openStream' | 'listen' | 'render'>,
  view: QueueView,
): LiveQueues {
  const watchers = new Set<Watcher>()
  const stopListening = parts.listen(({ about, id }) => {
    if (about !== 'queue') return
    for (const watcher of watchers) if (watcher.visitor.account.networkId === id) void bring(watcher)
  })
  const alive = setInterval(() => {
    for (const watcher of watchers) void keepAlive(watcher)
  }, ALIVE_MS)
  alive.unref()

  async function bring(watcher: Watcher) {
    try {
      // logged out or disabled meanwhile: the page reconnects and is sent to the login
      if (!(await parts.people.sessionOf(watcher.visitor.token))) return watcher.stream.close()
      const html = parts.render('queue-live', await view(watcher.visitor))
      if (html === watcher.last) return
      watcher.last = html
      watcher.stream.push({ event: 'queue', data: html })
    } catch {
      // the database is away: the page reconnects and asks again
      watcher.stream.close()
    }
  }

  async function keepAlive(watcher: Watcher) {
    try {
      await parts.desk.keepDuty(watcher.visitor.account)
    } catch {
      return
    }
    // « depuis 12 min » grows, others come and go without a word
    await bring(watcher)
  }

  return {
    async open(reply, visitor) {
      const stream = parts.openStream(reply, () => watchers.delete(watcher))
      const watcher: Watcher = { visitor, stream, last: '' }
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
