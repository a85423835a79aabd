import type { Channel, Receive, TakeReceipts } from '../../messaging/channel.ts'
import { capabilities } from './capabilities.ts'
import { createCatchUp } from './catch-up.ts'
import { createPage, type PageEvents } from './client.ts'
import { decode, decodeEdit, decodeUnreadable, incomingOf, ownId, type Said } from './decode.ts'
import { keepOpen, type OpenWeb, patient } from './keep-open.ts'
import type { Timings } from './life.ts'
import { createPace, humanPace, type Pace } from './pace.ts'
import { createPeople, within } from './people.ts'
import { createPolls } from './polls.ts'
import { createReceipts } from './receipts.ts'
import { createSendReply } from './send-reply.ts'
import { openSessionFolder } from './session-folder.ts'
import { healthIn, type Trouble } from './troubles.ts'

export { lineFor } from './troubles.ts'

export const NAME = 'whatsapp-web'

export interface WhatsAppWebOptions {
  /** where the link with the phone is kept: who has this folder writes as the association */
  folder: string
  chromium: string
  /** a page of WhatsApp Web kept on disk (`<version>.html`); null = today's */
  page: string | null
  polls: boolean
  receive: Receive
  takeReceipts: TakeReceipts
  /** are messages that left still confirmed? */
  isHeardBack: () => Promise<boolean>
  /** what keeps it from working, each time that changes; null = it works */
  onTrouble: (trouble: Trouble | null) => void
  report: (problem: { code: string; error: unknown }) => void
  now: () => number
  timings?: Timings
  pace?: Pace
}

export interface WhatsAppWebChannel extends Channel {
  start(): void
}

const DOWNLOAD_MS = 60_000

/** WhatsApp as a phone's linked browser. Unofficial: WhatsApp may close the account; off unless asked for. */
export function createWhatsAppWeb(options: WhatsAppWebOptions): WhatsAppWebChannel {
  const { receive, takeReceipts, report, now } = options
  const closing = new AbortController()
  const pace = createPace(options.pace ?? humanPace, now, closing.signal)
  const people = createPeople(async (chat) => (await page()?.hiddenIdOf(chat)) ?? null)
  const polls = createPolls()
  const page = () => web?.page() ?? null
  const receipts = createReceipts((receipt) => {
    void takeReceipts(NAME, [receipt]).catch((error: unknown) => report({ code: `${NAME}.receipt-not-noted`, error }))
  })
  const sendReply = createSendReply({ receipts, page, pace, polls, withPolls: options.polls, report })
  let web: OpenWeb | null = null
  let taking: Promise<unknown> = Promise.resolve()

  /** In the order they came. Resolves with whether it was stored: what was not is found again, for it is still unread. */
  function take(said: Said | null): Promise<boolean> {
    if (!said) return Promise.resolve(true)
    const person = people.personOf(said.chat)
    const stored = taking.then(async () => receive(NAME, incomingOf(said, await person)))
    taking = stored.catch((error: unknown) => report({ code: `${NAME}.not-stored`, error }))
    return stored.then(
      () => true,
      () => false,
    )
  }

  const folder = openSessionFolder(options.folder)
  const catchUp = createCatchUp({ folder, take, now, report, onDeaf: () => web?.renew('deaf') })

  const events: Omit<PageEvents, 'code' | 'ready' | 'state' | 'ended'> = {
    message: (raw) => void catchUp.came(decode(raw)),
    edited: (raw, before) => void take(decodeEdit(raw, before)),
    unreadable: (raw) => void take(decodeUnreadable(raw)),
    vote: (raw) => void take(polls.read(raw)),
    acknowledged(raw, ack) {
      const id = ownId(raw)
      if (id !== null) receipts.acknowledged(id, ack)
    },
  }

  return {
    name: NAME,
    capabilities,
    send: sendReply,
    async download(reference) {
      const open = page()
      const file = open ? await within(open.download(reference), DOWNLOAD_MS) : null
      if (!file) throw new Error('WhatsApp Web does not give this file now.')
      return file
    },
    pairing: () => web?.code() ?? null,
    start() {
      web ??= keepOpen({
        folder,
        settings: { chromium: options.chromium, profile: folder.profile, page: options.page },
        timings: options.timings ?? patient,
        createPage,
        events,
        onConnected: catchUp.look,
        onTrouble: options.onTrouble,
      })
    },
    async probe() {
      const trouble = web ? web.trouble() : 'opening'
      if (trouble !== null) return healthIn(trouble)
      return (await options.isHeardBack()) ? { state: 'up' } : healthIn('unheard')
    },
    async stop() {
      closing.abort()
      await web?.stop()
      await taking
    },
  }
}
