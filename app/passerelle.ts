import { newConversation } from '../bot/conversation.ts'
import { standsAlone } from '../bot/read-words.ts'
import { takeTurn } from '../bot/turn.ts'
import type { World } from '../bot/world.ts'
import { readDesk } from '../handoff/desk.ts'
import { upcomingWorkshops } from '../handoff/workshops/workshops.ts'
import type { Channel, Receive } from '../messaging/channel.ts'
import type { Loop } from '../messaging/loop.ts'
import { createReceive } from '../messaging/receive.ts'
import { startSender } from '../messaging/sender.ts'
import { startTurnWorker } from '../messaging/turn-worker.ts'
import type { NetworkSettingsStore } from '../network/settings/open-network-settings.ts'
import { nextOpening } from '../network/settings/opening.ts'
import { maskSecrets } from '../safety/secrets/mask-secrets.ts'
import { PasserelleError } from '../store/passerelle-error.ts'
import type { SecretBox } from '../store/secret-box.ts'
import type { Store } from '../store/store.ts'
import { apologise } from './apologise.ts'
import { createCommit } from './commit.ts'
import type { Config } from './config.ts'
import { createGeography } from './geography.ts'
import { type KnowledgeSource, openKnowledge } from './knowledge.ts'
import type { Log } from './log.ts'
import { startMaintenance } from './maintenance.ts'
import { contactOf, schemesOf } from './network-view.ts'
import { openDatabase, type Report } from './open-database.ts'
import { createUnderstanding, openMatcher, safety } from './understanding.ts'

/** Everything running, wired; commands and pages are handed this and nothing else. */
export interface Passerelle {
  config: Config
  store: Store
  box: SecretBox
  settings: NetworkSettingsStore
  knowledge: KnowledgeSource
  channels: Map<string, Channel>
  receive: Receive
  now: () => number
  log: Log
  /** what a turn taken now would know */
  readWorld(): Promise<World>
  stop(): Promise<void>
}

/** Opens the house: database, knowledge, understanding, workers. Channels are added by the command that wants them. */
export async function openPasserelle(config: Config, log: Log, now: () => number = Date.now): Promise<Passerelle> {
  const report: Report = ({ code, error }) =>
    log.error({ code, error: error instanceof Error ? error.message : String(error) })
  const { store, box, settings, close } = await openDatabase(config, report)
  if (settings.problem !== null) log.warn({ code: 'network.broken-settings' }, settings.problem)
  const knowledge = await openKnowledge(store, config.networkId, now, (finding) =>
    log.warn({ file: finding.file }, finding.message),
  )
  const understanding = createUnderstanding(openMatcher())
  const channels = new Map<string, Channel>()

  function networkSettings() {
    const network = settings.get(config.networkId)
    if (network) return network
    throw new PasserelleError(
      'network.no-settings',
      settings.problem ??
        `There is no file networks/${config.networkId}.json in ${config.dataDir}: create it, or set NETWORK.`,
    )
  }

  async function readWorld(): Promise<World> {
    const network = networkSettings()
    const desk = await readDesk(store, config.networkId, now())
    return {
      knowledge: knowledge.current(),
      understanding,
      safety,
      geography: createGeography(network.structures, now()),
      workshops: await upcomingWorkshops(store, config.networkId, now()),
      desk: { ...desk, nextOpening: nextOpening(network, now()) },
      network: {
        id: network.id,
        name: network.name,
        timeZone: network.timeZone,
        contact: contactOf(network),
        schemes: schemesOf(network, now()),
        conversationDays: network.retention.conversationDays,
      },
    }
  }

  const loops: Loop[] = [
    startTurnWorker({
      store,
      now,
      standsAlone,
      report,
      apologise,
      commit: createCommit(store),
      async takeTurn(conversation, activity, at) {
        const world = await readWorld()
        return {
          decision: takeTurn({ ...newConversation, ...conversation.state }, activity, world, at),
          contentVersion: world.knowledge.version,
        }
      },
    }),
    startSender({ store, box, channels: () => channels, now, report }),
    startMaintenance({ store, settings, networkId: config.networkId, knowledge, now, report }),
  ]
  const receive = createReceive({ store, box, networkId: config.networkId, mask: maskSecrets, now })
  const stopListening = store.listen((announcement) => {
    if (announcement.topic === 'knowledge')
      void knowledge.refresh().catch((error) => report({ code: 'knowledge.refresh-failed', error }))
  })

  return {
    config,
    store,
    box,
    settings,
    knowledge,
    channels,
    receive,
    now,
    log,
    readWorld,
    async stop() {
      stopListening()
      for (const channel of channels.values()) await channel.stop()
      for (const loop of loops) await loop.stop()
      await close()
    },
  }
}
