import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { Channel } from '../../messaging/channel.ts'
import { capabilities } from './capabilities.ts'
import { createChatPage } from './chat-page.ts'
import { createErasureReceipts } from './erasure-receipts.ts'
import { createLiveStreams } from './live-streams.ts'
import type { WebChatParts } from './parts.ts'
import { addRoutes } from './routes.ts'
import { createFormTaker } from './take-form.ts'
import { addWidget } from './widget/add-widget.ts'
import { createWidgetFace } from './widget/widget-face.ts'

export type { WebChatParts } from './parts.ts'
export { WIDGET_PATH } from './widget/add-widget.ts'

/** Template folder of this channel, for the renderer handed in. */
export const TEMPLATES = fileURLToPath(new URL('./templates', import.meta.url))
const PUBLIC = fileURLToPath(new URL('./public', import.meta.url))

export const NAME = 'web-chat'

export interface WebChat {
  channel: Channel
  register(app: FastifyInstance): Promise<void>
}

/** The chat page at `/` and the widget for other sites. Answers are read from the transcript, so `send` has nothing to carry: the page fetches them. */
export function createWebChat(parts: WebChatParts): WebChat {
  const receipts = createErasureReceipts(parts.now)
  const page = createChatPage(parts, receipts)
  const streams = createLiveStreams(parts, page, receipts)
  const widgetStreams = createLiveStreams(parts, createWidgetFace(parts), receipts)
  const taker = createFormTaker(parts, { name: NAME, receipts })
  const closeAll = () => {
    streams.closeAll()
    widgetStreams.closeAll()
  }
  return {
    channel: {
      name: NAME,
      capabilities,
      async send(session, reply) {
        if (reply.id === 'erase.receipt') receipts.keep(session, reply.text)
        return { kind: 'sent', nativeId: null }
      },
      probe: async () => ({ state: 'up' }),
      async stop() {
        closeAll()
      },
    },
    async register(app) {
      await app.register(fastifyStatic, { root: PUBLIC, prefix: '/web-chat/', decorateReply: false, maxAge: '1h' })
      addRoutes(app, { parts, page, streams, taker })
      addWidget(app, { parts, streams: widgetStreams, taker })
      app.addHook('preClose', async () => closeAll())
    },
  }
}
