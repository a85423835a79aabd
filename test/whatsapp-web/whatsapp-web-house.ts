import { createWhatsAppWeb, NAME, type WhatsAppWebChannel } from '../../adapters/whatsapp-web/index.ts'
import type { Timings } from '../../adapters/whatsapp-web/life.ts'
import { isHeardBack } from '../../messaging/is-heard-back.ts'
import type { MessagingTables } from '../../messaging/tables.ts'
import { createTakeReceipts } from '../../messaging/take-receipts.ts'
import { maskSecrets } from '../../safety/secrets/mask-secrets.ts'
import { openTestHouse, settle } from '../house.ts'
import { until } from '../telegram/until.ts'
import { prepareWeb } from './offline-chromium.ts'
import { openWhatsAppSide, type WhatsAppSide } from './whatsapp-side.ts'

/** Looks often, waits little. */
export const hasty: Timings = {
  beatMs: 300,
  beatTimeoutMs: 3_000,
  openingMs: 50_000,
  disconnectedMs: 60_000,
  firstPauseMs: 100,
  longestPauseMs: 1_000,
}

/** A house whose WhatsApp Web runs in a real Chromium on our page, at no human pace. Linked unless asked otherwise. */
export async function openWhatsAppWebHouse({ polls = false, linked = true, timings = hasty } = {}) {
  const house = await openTestHouse()
  const { passerelle } = house
  const { store, receive, now, config, channels } = passerelle
  const side = await openWhatsAppSide(now)
  const web = prepareWeb(side.url)
  const troubles: (string | null)[] = []
  const reports: string[] = []

  function newChannel(): WhatsAppWebChannel {
    const channel = createWhatsAppWeb({
      folder: `${config.dataDir}/${NAME}`,
      chromium: web.chromium,
      page: web.page,
      polls,
      receive,
      takeReceipts: createTakeReceipts({ store, networkId: config.networkId, mask: maskSecrets, now }),
      isHeardBack: () => isHeardBack(store, config.networkId, NAME, now()),
      onTrouble: (trouble) => void troubles.push(trouble),
      report: ({ code }) => void reports.push(code),
      now,
      timings,
      pace: { personGapMs: 0, perCharacterMs: 0, overallGapMs: 0, jitterMs: 0 },
    })
    channels.set(NAME, channel)
    channel.start()
    return channel
  }

  const opened = {
    house,
    side,
    web,
    channel: newChannel(),
    troubles,
    reports,
    profile: `${config.dataDir}/${NAME}/session`,
    db: store.of<MessagingTables>(),
    isUp: () => until(async () => (await opened.channel.probe()).state === 'up', 55_000),
    /** until a code is shown, then the phone scans it */
    async link() {
      await until(() => opened.channel.pairing?.() != null, 55_000)
      side.scan(opened.channel.pairing?.() ?? '')
      await opened.isUp()
    },
    /** stops the channel and starts it again, as a restart of the service does */
    async restart() {
      await opened.channel.stop()
      opened.channel = newChannel()
    },
    inbox: () => opened.db.selectFrom('inbox').selectAll().orderBy('id').execute(),
    outbox: () => opened.db.selectFrom('outbox').selectAll().orderBy('id').execute(),
    /** until this trouble was seen since the last look at it */
    async seesTrouble(trouble: string) {
      await until(() => troubles.includes(trouble), 55_000)
      troubles.splice(0, troubles.indexOf(trouble) + 1)
    },
    /** until so many messages are stored */
    heardOf: (count: number) => until(async () => (await opened.inbox()).length >= count, 55_000),
    /** until so many messages are stored and everything about them is said */
    async heard(count: number) {
      await until(async () => (await opened.inbox()).length >= count, 55_000)
      await until(
        () =>
          settle(passerelle).then(
            () => true,
            () => false,
          ),
        55_000,
      )
    },
    async close() {
      await house.close()
      await side.close()
      web.remove()
    },
  }
  if (linked) await opened.link()
  return opened
}

export type WhatsAppWebHouse = Awaited<ReturnType<typeof openWhatsAppWebHouse>>
export type { WhatsAppSide }
