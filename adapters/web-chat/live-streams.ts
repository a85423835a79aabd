import type { FastifyReply } from 'fastify'
import type { Status } from '../../bot/conversation.ts'
import type { ChatPage } from './chat-page.ts'
import type { ErasureReceipts } from './erasure-receipts.ts'
import type { WebChatParts } from './parts.ts'

interface Watcher {
  session: string
  conversationId: string
  /** the last line this page has */
  after: string
  status: Status | null
  push(event: { id?: string; event?: string; data: string }): void
  close(): void
  busy: boolean
  again: boolean
}

export interface LiveStreams {
  open(reply: FastifyReply, session: string, after: string): Promise<FastifyReply>
  closeAll(): void
}

/** Open pages and the line each one has: a page that comes back is given what it missed, then what comes. */
export function createLiveStreams(
  parts: WebChatParts,
  page: Pick<ChatPage, 'lines' | 'state'>,
  receipts: ErasureReceipts,
): LiveStreams {
  const watchers = new Map<string, Set<Watcher>>()
  const stopListening = parts.listen((conversationId) => {
    // without a name: announcements were missed, and any page may lack something
    const concerned = conversationId === '' ? [...watchers.values()] : [watchers.get(conversationId) ?? []]
    for (const watcher of concerned.flatMap((some) => [...some])) void bring(watcher)
  })

  async function bring(watcher: Watcher) {
    if (watcher.busy) {
      watcher.again = true
      return
    }
    watcher.busy = true
    try {
      do {
        watcher.again = false
        await bringOnce(watcher)
      } while (watcher.again)
    } catch {
      // the database is away: the page reconnects and asks again
      watcher.close()
    } finally {
      watcher.busy = false
    }
  }

  async function bringOnce(watcher: Watcher) {
    const conversationId = await parts.conversationOf(watcher.session)
    if (conversationId === null) return sayErased(watcher)
    if (conversationId !== watcher.conversationId) return sayMoved(watcher)
    const lines = await parts.linesAfter(watcher.conversationId, watcher.after)
    const last = lines.at(-1)
    if (last) {
      watcher.after = last.id
      watcher.push({ id: last.id, data: page.lines(lines) })
    }
    const status = await parts.statusOf(watcher.conversationId)
    if (status !== watcher.status) watcher.push({ event: 'state', data: page.state(status) })
    watcher.status = status
  }

  /** A relay: another conversation is on this page now. It is asked for anew, from its beginning. */
  function sayMoved({ push, close }: Pick<Watcher, 'push' | 'close'>) {
    push({ event: 'moved', data: '' })
    close()
  }

  function sayErased({ session, push, close }: Pick<Watcher, 'session' | 'push' | 'close'>) {
    const receipt = receipts.find(session)
    push({ event: 'erased', data: receipt ? page.lines([receipt]) : '' })
    close()
  }

  return {
    async open(reply, session, after) {
      const conversationId = await parts.conversationOf(session)
      // 204 tells a browser to stop asking
      if (!conversationId && !receipts.find(session)) return reply.code(204).send()
      let watcher: Watcher | null = null
      const stream = parts.openStream(reply, () => {
        if (watcher) watchers.get(watcher.conversationId)?.delete(watcher)
        if (watcher && watchers.get(watcher.conversationId)?.size === 0) watchers.delete(watcher.conversationId)
      })
      const { push, close } = stream
      if (!conversationId) sayErased({ session, push, close })
      else {
        watcher = { session, conversationId, after, status: null, push, close, busy: false, again: false }
        watchers.set(conversationId, (watchers.get(conversationId) ?? new Set()).add(watcher))
        void bring(watcher)
      }
      return stream.reply
    },
    closeAll() {
      stopListening()
      for (const set of [...watchers.values()]) for (const watcher of [...set]) watcher.close()
    },
  }
}
