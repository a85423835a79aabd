import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

export interface StreamEvent {
  /** comes back as `Last-Event-ID` when the page reconnects */
  id?: string
  /** « message » when left out */
  event?: string
  data: string
}

export interface EventStream {
  push(event: StreamEvent): void
  close(): void
}

const HEARTBEAT_MS = 20_000
/** how soon a page comes back after a cut, in milliseconds */
const RETRY_MS = 2_000

/** Opens a live stream to a page (server-sent events). Returned to Fastify with `return stream.reply`. */
export function openEventStream(reply: FastifyReply, onClose: () => void): EventStream & { reply: FastifyReply } {
  const body = new Readable({ read() {} })
  const heartbeat = setInterval(() => body.push(': \n\n'), HEARTBEAT_MS)
  let open = true
  const end = () => {
    if (!open) return
    open = false
    clearInterval(heartbeat)
    onClose()
  }
  body.once('close', end)
  body.push(`retry: ${RETRY_MS}\n\n`)
  // `no-transform` and the last header keep proxies from holding lines back
  reply
    .header('cache-control', 'no-store, no-transform')
    .header('x-accel-buffering', 'no')
    .type('text/event-stream; charset=utf-8')
  return {
    push({ id, event, data }) {
      if (!open) return
      const head = (id === undefined ? '' : `id: ${id}\n`) + (event === undefined ? '' : `event: ${event}\n`)
      body.push(
        `${head}${data
          .split('\n')
          .map((line) => `data: ${line}`)
          .join('\n')}\n\n`,
      )
    },
    close() {
      body.push(null)
      end()
    },
    reply: reply.send(body),
  }
}
