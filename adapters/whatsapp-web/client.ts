import { readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import WhatsAppWeb from 'whatsapp-web.js'
import { NEW_CODE, STATE, TELL_SYNCED, unreadSince } from './in-page.ts'

/** What a page tells of itself. Nothing here may throw. */
export interface PageEvents {
  code(code: string): void
  ready(): void
  state(state: string): void
  message(raw: unknown): void
  edited(raw: unknown, before: string): void
  /** it could not be decrypted, and will not be */
  unreadable(raw: unknown): void
  vote(raw: unknown): void
  acknowledged(raw: unknown, ack: number): void
  /** this life of the page is over: 'LOGOUT', a state of WhatsApp's, 'gone' when its Chromium is no more */
  ended(reason: string): void
}

export interface PageSettings {
  chromium: string
  profile: string
  /** a page kept on disk, instead of today's: `<version>.html` */
  page: string | null
}

export interface WebPage {
  /** resolves once the page is loaded and knows whether it is linked */
  open(): Promise<void>
  state(): Promise<string | null>
  newCode(): Promise<void>
  /** it is connected, and the library was not told */
  tellSynced(): Promise<void>
  unreadSince(since: number): Promise<unknown[]>
  /** the id WhatsApp gives the message; null when there is no such conversation */
  sendText(chat: string, text: string): Promise<string | null>
  sendPoll(chat: string, question: string, options: string[]): Promise<string | null>
  /** null when WhatsApp has it no more */
  download(id: string): Promise<{ body: ArrayBuffer; type: string } | null>
  /** the id WhatsApp hides a number behind, where it tells */
  hiddenIdOf(chat: string): Promise<string | null>
  close(): Promise<void>
}

/** Chromium without what it does not need here. Nobody looks: no sound, no pictures drawn, one process for the page. */
const FRUGAL = [
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-extensions',
  '--disable-component-update',
  '--disable-background-networking',
  '--disable-sync',
  '--mute-audio',
  '--no-first-run',
  '--renderer-process-limit=1',
  '--disk-cache-size=52428800',
  '--blink-settings=imagesEnabled=false',
]

/** The browser's own protection needs an ordinary user; for root Chromium refuses to start with it. */
const asRoot = () => (process.getuid?.() === 0 ? ['--no-sandbox'] : [])

const LAUNCH_MS = 60_000
const DEVICE_NAME = 'Passerelle'
/** the library keeps a file whole in memory, three times over */
const MOST_BYTES = 20 * 1024 * 1024

/** Opens a page of WhatsApp Web in a Chromium of its own. `open` starts it. */
export function createPage({ chromium, profile, page }: PageSettings, events: PageEvents): WebPage {
  const client = new GuardedClient(
    {
      authStrategy: keepsSession,
      authTimeoutMs: LAUNCH_MS,
      deviceName: DEVICE_NAME,
      puppeteer: {
        headless: true,
        executablePath: chromium,
        userDataDir: profile,
        args: [...FRUGAL, ...asRoot()],
        timeout: LAUNCH_MS,
        // the house stops in its own order; puppeteer would end Node at once
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
      },
      ...(page === null
        ? { webVersionCache: { type: 'none' } }
        : {
            webVersion: basename(page, '.html'),
            webVersionCache: { type: 'local', path: dirname(page), strict: true },
          }),
    },
    page !== null,
  )
  listen(client, events)

  const evaluate = async (script: string): Promise<unknown> => {
    if (!client.pupPage) throw new Error('There is no page.')
    return client.pupPage.evaluate(script)
  }
  const send = async (chat: string, content: string | InstanceType<typeof WhatsAppWeb.Poll>) => {
    const sent = await client.sendMessage(chat, content, { linkPreview: false, parseVCards: false })
    // the library answers nothing when there is no such chat
    return (sent as typeof sent | undefined)?.id.id ?? null
  }

  return {
    async open() {
      if (page !== null) readFileSync(page)
      await client.initialize()
      client.pupBrowser?.once('disconnected', () => events.ended('gone'))
      client.pupPage?.once('close', () => events.ended('gone'))
      client.pupPage?.once('error', () => events.ended('crashed'))
      if (!client.pupBrowser?.connected) events.ended('gone')
    },
    async state() {
      const state = await evaluate(STATE)
      return typeof state === 'string' ? state : null
    },
    async newCode() {
      await evaluate(NEW_CODE)
    },
    async tellSynced() {
      await evaluate(TELL_SYNCED)
    },
    unreadSince: async (since) => (await evaluate(unreadSince(since))) as unknown[],
    sendText: send,
    sendPoll: (chat, question, options) => send(chat, new WhatsAppWeb.Poll(question, options)),
    async download(id) {
      const message = await client.getMessageById(id)
      const { size } = (message?.rawData ?? {}) as { size?: number }
      if (!message || (size ?? 0) > MOST_BYTES) return null
      const media = (await message.downloadMedia()) as WhatsAppWeb.MessageMedia | undefined
      if (!media) return null
      const bytes = Buffer.from(media.data, 'base64')
      return { body: new Uint8Array(bytes).buffer, type: media.mimetype }
    },
    async hiddenIdOf(chat) {
      const [ids] = await client.getContactLidAndPhone([chat])
      return (ids as { lid?: string } | undefined)?.lid ?? null
    },
    close: () => client.destroy(),
  }
}

function listen(client: GuardedClient, events: PageEvents): void {
  client.on('qr', (code: string) => events.code(code))
  client.on('ready', () => events.ready())
  client.on('change_state', (state: string) => events.state(state))
  client.on('message', (message: WhatsAppWeb.Message) => events.message(message.rawData))
  client.on('message_edit', (message: WhatsAppWeb.Message, _now: unknown, before: unknown) =>
    events.edited(message.rawData, typeof before === 'string' ? before : ''),
  )
  client.on('message_ciphertext_failed', (message: WhatsAppWeb.Message) => events.unreadable(message.rawData))
  client.on('vote_update', (vote: unknown) => events.vote(vote))
  client.on('message_ack', (message: WhatsAppWeb.Message, ack: number) => events.acknowledged(message.rawData, ack))
  client.on('auth_failure', () => events.ended('auth-failure'))
  client.on('disconnected', (reason: string) => events.ended(reason))
  client.on('lost', () => events.ended('lost'))
}

/** What the library does and does not tell types of. */
const theirs = WhatsAppWeb.Client.prototype as unknown as Record<
  'inject' | 'initWebVersionCache' | 'destroy',
  (this: unknown) => Promise<void>
>

/**
 * The library's client, with a floor under three places where it lets an error fall that nobody can catch (and Node ends on those): the page
 * injected again after a navigation, its page read while it closes, `destroy` called without waiting.
 */
class GuardedClient extends WhatsAppWeb.Client {
  #injections = 0
  readonly #pinned: boolean

  constructor(options: WhatsAppWeb.ClientOptions, pinned: boolean) {
    super(options)
    this.#pinned = pinned
  }

  async inject(): Promise<void> {
    const first = this.#injections++ === 0
    try {
      await theirs.inject.call(this)
    } catch (error) {
      // the first one is awaited by `initialize`; the others come from a listener
      if (first) throw error
      this.emit('lost')
    }
  }

  async initWebVersionCache(): Promise<void> {
    if (this.#pinned) await theirs.initWebVersionCache.call(this)
  }

  override async destroy(): Promise<void> {
    await theirs.destroy.call(this).catch(() => {})
  }
}

/**
 * The session is Chromium's profile and nothing else. The library's own strategy deletes that folder at a logout under the running
 * Chromium, and fails in a place nobody catches; here the folder is cleaned afterwards, when nothing runs (`keep-open.ts`).
 */
const nothing = async () => {}
const keepsSession: WhatsAppWeb.AuthStrategy = {
  setup: () => {},
  beforeBrowserInitialized: nothing,
  afterBrowserInitialized: nothing,
  onAuthenticationNeeded: async () => ({ failed: false, restart: false }),
  getAuthEventPayload: nothing,
  afterAuthReady: nothing,
  disconnect: nothing,
  destroy: nothing,
  logout: nothing,
}
