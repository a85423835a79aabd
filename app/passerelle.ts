import { newConversation } from '../bot/conversation.ts'
import { fitAnswer } from '../bot/fit-answer.ts'
import { standsAlone } from '../bot/read-words.ts'
import { takeTurn } from '../bot/turn.ts'
import type { World } from '../bot/world.ts'
import { keepGroup } from '../handoff/alerts/addresses.ts'
import type { Channel, Receive } from '../messaging/channel.ts'
import { startHearingWorker } from '../messaging/hearing-worker.ts'
import type { Loop } from '../messaging/loop.ts'
import { createReceive } from '../messaging/receive.ts'
import { startSender } from '../messaging/sender.ts'
import { startTurnWorker } from '../messaging/turn-worker.ts'
import type { NetworkSettingsStore } from '../network/settings/open-network-settings.ts'
import { maskSecrets } from '../safety/secrets/mask-secrets.ts'
import { describeFault } from '../store/describe-fault.ts'
import type { SecretBox } from '../store/secret-box.ts'
import type { Store } from '../store/store.ts'
import { releaseAbandoned } from './actions/release-abandoned.ts'
import { type Alerters, openAlerters } from './alerts/open-alerters.ts'
import { startAlerts } from './alerts/start-alerts.ts'
import { apologise } from './apologise.ts'
import { createCommit } from './commit.ts'
import type { Config } from './config.ts'
import { type KnowledgeSource, openKnowledge } from './knowledge.ts'
import type { Log } from './log.ts'
import { startMaintenance } from './maintenance.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { openDatabase, type Report } from './open-database.ts'
import { type OpenSenses, openSenses } from './open-senses.ts'
import { createReadWorld } from './read-world.ts'
import { createContinueHere } from './relay/continue-here.ts'
import { type LiveMatcher, openLiveMatcher } from './training/open-live-matcher.ts'
import { createUnderstanding } from './understanding.ts'

/** Everything running, wired; commands and pages are handed this and nothing else. */
export interface Passerelle {
  config: Config
  store: Store
  box: SecretBox
  settings: NetworkSettingsStore
  knowledge: KnowledgeSource
  /** learns the network's own phrases a few minutes after they change */
  matcher: LiveMatcher
  channels: Map<string, Channel>
  /** how mediators are told from afar */
  alerters: Alerters
  receive: Receive
  metrics: Metrics
  now: () => number
  log: Log
  /** what a turn taken now would know */
  readWorld(): Promise<World>
  stop(): Promise<void>
}

/** Opens the house: database, knowledge, understanding, workers. Channels are added by the command that wants them. */
export async function openPasserelle(
  config: Config,
  log: Log,
  now: () => number = Date.now,
  senses: OpenSenses = openSenses(config.media, log),
): Promise<Passerelle> {
  const { networkId } = config
  const report: Report = ({ code, error }) => log.error({ code, error: describeFault(error) })
  const { store, box, settings, close } = await openDatabase(config, report)
  if (settings.problem !== null) log.warn({ code: 'network.broken-settings' }, settings.problem)
  const knowledge = await openKnowledge(store, networkId, now, (finding) =>
    log.warn({ file: finding.file }, finding.message),
  )
  const channels = new Map<string, Channel>()
  const metrics = createMetrics({ store, settings, networkId, channels, now })
  const matcher = await openLiveMatcher({ store, networkId, dataDir: config.dataDir, now, report })
  const understanding = createUnderstanding(matcher, metrics.answered)

  const readWorld = createReadWorld({ config, channels, store, settings, knowledge, understanding, now })

  const alerters = await openAlerters(config, { box, log, now })
  await keepGroup(store, box, networkId, config.alerts.telegramChat, now())
  const shared = { store, box, networkId, mask: maskSecrets, now, report }
  const loops: Loop[] = [
    startAlerts({ store, box, networkId, settings, alerters: alerters.all, publicUrl: config.publicUrl, now, report }),
    startTurnWorker({
      store,
      networkId,
      channels: () => channels,
      now,
      standsAlone,
      report,
      apologise,
      commit: createCommit(store),
      continueHere: createContinueHere({ store, box, channels, settings, networkId, knowledge, now }),
      async takeTurn(conversation, activity, at) {
        const began = performance.now()
        const world = await readWorld(conversation.id)
        const decision = takeTurn({ ...newConversation, ...conversation.state }, activity, world, at)
        const budget = channels.get(conversation.channel)?.capabilities.answerLength
        const fitted = budget === undefined ? decision : fitAnswer(decision, budget, world.network.name)
        metrics.turn((performance.now() - began) / 1000)
        return { decision: fitted, contentVersion: world.knowledge.version }
      },
    }),
    startHearingWorker({ ...shared, channels: () => channels, senses }),
    startSender({ ...shared, channels: () => channels, sent: metrics.sent }),
    startMaintenance({
      store,
      settings,
      networkId,
      knowledge,
      now,
      report,
      releaseAbandoned: () => releaseAbandoned({ store, settings, now, knowledge }, networkId),
    }),
  ]
  const storeIncoming = createReceive({ ...shared, senses })
  const receive: Receive = async (channel, incoming) => {
    await storeIncoming(channel, incoming)
    metrics.received(channel, incoming.length)
  }
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
    matcher,
    channels,
    alerters,
    receive,
    metrics,
    now,
    log,
    readWorld,
    async stop() {
      stopListening()
      await matcher.stop()
      for (const channel of channels.values()) await channel.stop()
      for (const loop of loops) await loop.stop()
      for (const alerter of alerters.all.values()) await alerter.stop()
      await close()
    },
  }
}
