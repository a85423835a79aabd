import type { FastifyInstance } from 'fastify'
import { createWebChat, NAME, TEMPLATES } from '../../adapters/web-chat/index.ts'
import { textOf } from '../../bot/texts/texts.ts'
import { loadConversation, waitingEntries } from '../../messaging/conversations.ts'
import { CODE_MARK, revealCode } from '../../messaging/relay/relay-code.ts'
import { liveCode } from '../../messaging/relay/relay-codes.ts'
import { findConversation, readTranscript, type TranscriptLine } from '../../messaging/transcript.ts'
import { createGeography } from '../geography.ts'
import { openEventStream } from '../http/event-stream.ts'
import { createRateLimit } from '../http/rate-limit.ts'
import { createRender } from '../http/render.ts'
import type { Passerelle } from '../passerelle.ts'

/** A library lends one connection to a whole room: generous to people, dear to a flood. */
const MOST_NEW_CONVERSATIONS = 60
/** everything a widget asks: words, messages, and coming back after each cut */
const MOST_ASKED = 1_200
const WINDOW_MS = 10 * 60_000

const isMarked = ({ author, text }: TranscriptLine) => author === 'bot' && text.includes(CODE_MARK)

/** Mounts the chat page at `/` and adds its channel. */
export async function openWebChat(app: FastifyInstance, passerelle: Passerelle): Promise<void> {
  const { box, channels, config, now, receive, settings, store } = passerelle
  const limit = createRateLimit({ most: MOST_NEW_CONVERSATIONS, windowMs: WINDOW_MS, now })
  const asked = createRateLimit({ most: MOST_ASKED, windowMs: WINDOW_MS, now })
  const { channel, register } = createWebChat({
    receive,
    conversationOf: (session) => findConversation(store, config.networkId, NAME, box.hash(`${NAME}:${session}`)),
    linesAfter: async (conversationId, after) =>
      withCode(conversationId, await readTranscript(store, conversationId, after)),
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
      const met = place?.name
        ? textOf('fr', 'welcome.place', 0).replace('{place}', place.name)
        : textOf('fr', 'welcome.robot', 0).replace('{network}', network().name)
      return [met, textOf('fr', 'welcome.ask', 0)]
    },
    render: createRender(TEMPLATES),
    openStream: openEventStream,
    mayBegin: (ip) => limit.allows(ip),
    mayAsk: (ip) => asked.allows(ip),
    now,
    secureCookies: config.publicUrl?.startsWith('https:') ?? false,
  })
  channels.set(channel.name, channel)
  await register(app)

  /** The page reads what was said where it is kept, and there a relay code never is. */
  async function withCode(conversationId: string, lines: TranscriptLine[]): Promise<TranscriptLine[]> {
    if (!lines.some(isMarked)) return lines
    const code = await liveCode(store, box, conversationId, now())
    return lines.map((line) => (isMarked(line) ? { ...line, text: revealCode(line.text, code) } : line))
  }

  function network() {
    const { name, timeZone } = settings.get(config.networkId) ?? { name: 'Passerelle', timeZone: 'Europe/Paris' }
    return { name, timeZone }
  }
}
