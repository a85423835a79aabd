import type { FastifyInstance } from 'fastify'
import { createWebChat, NAME, TEMPLATES } from '../../adapters/web-chat/index.ts'
import { textOf } from '../../bot/texts/texts.ts'
import { loadConversation, waitingEntries } from '../../messaging/conversations.ts'
import { findConversation, readTranscript } from '../../messaging/transcript.ts'
import { createGeography } from '../geography.ts'
import { openEventStream } from '../http/event-stream.ts'
import { createRateLimit } from '../http/rate-limit.ts'
import { createRender } from '../http/render.ts'
import type { Passerelle } from '../passerelle.ts'

/** A library lends one connection to a whole room: generous to people, dear to a flood. */
const MOST_NEW_CONVERSATIONS = 60
const WINDOW_MS = 10 * 60_000

/** Mounts the chat page at `/` and adds its channel. */
export async function openWebChat(app: FastifyInstance, passerelle: Passerelle): Promise<void> {
  const { box, channels, config, now, receive, settings, store } = passerelle
  const limit = createRateLimit({ most: MOST_NEW_CONVERSATIONS, windowMs: WINDOW_MS, now })
  const { channel, register } = createWebChat({
    receive,
    conversationOf: (session) => findConversation(store, config.networkId, NAME, box.hash(`${NAME}:${session}`)),
    linesAfter: (conversationId, after) => readTranscript(store, conversationId, after),
    statusOf: async (conversationId) => (await loadConversation(store, conversationId))?.state.status ?? 'with-bot',
    isSettled: async (conversationId) => (await waitingEntries(store, conversationId)).length === 0,
    listen: (listener) =>
      store.listen(({ topic, id }) => {
        if (topic === 'conversation' || topic === 'inbox') listener(id)
      }),
    network,
    welcome(placeCode) {
      const structures = settings.get(config.networkId)?.structures ?? []
      const place = placeCode ? createGeography(structures, now()).placeOf(placeCode) : null
      const met = place
        ? textOf('fr', 'welcome.place', 0).replace('{place}', place.name)
        : textOf('fr', 'welcome.robot', 0).replace('{network}', network().name)
      return [met, textOf('fr', 'welcome.ask', 0)]
    },
    render: createRender(TEMPLATES),
    openStream: openEventStream,
    mayBegin: (ip) => limit.allows(ip),
    now,
    secureCookies: config.publicUrl?.startsWith('https:') ?? false,
  })
  channels.set(channel.name, channel)
  await register(app)

  function network() {
    const { name, timeZone } = settings.get(config.networkId) ?? { name: 'Passerelle', timeZone: 'Europe/Paris' }
    return { name, timeZone }
  }
}
