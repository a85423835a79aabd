import type { Understanding, World } from '../bot/world.ts'
import { readDesk } from '../handoff/desk.ts'
import { nextArrival } from '../handoff/roster.ts'
import { upcomingWorkshops } from '../handoff/workshops/workshops.ts'
import type { NetworkSettingsStore } from '../network/settings/open-network-settings.ts'
import { PasserelleError } from '../store/passerelle-error.ts'
import type { Store } from '../store/store.ts'
import type { Config } from './config.ts'
import { createGeography } from './geography.ts'
import type { KnowledgeSource } from './knowledge.ts'
import { contactOf, partnersOf, schemesOf } from './network-view.ts'
import { rememberLast } from './remember-last.ts'
import { safety } from './understanding.ts'

export interface WorldParts {
  config: Config
  /** those open now */
  channels: Map<string, unknown>
  store: Store
  settings: NetworkSettingsStore
  knowledge: KnowledgeSource
  understanding: Understanding
  now: () => number
}

/** Everything a turn taken now may know, read just before it; the turn itself asks nobody. */
export function createReadWorld({
  config,
  channels,
  store,
  settings,
  knowledge,
  understanding,
  now,
}: WorldParts): () => Promise<World> {
  function networkSettings() {
    const network = settings.get(config.networkId)
    if (network) return network
    throw new PasserelleError(
      'network.no-settings',
      settings.problem ??
        `There is no file networks/${config.networkId}.json in ${config.dataDir}: create it, or set NETWORK.`,
    )
  }

  return async () => {
    const network = networkSettings()
    const desk = await readDesk(store, config.networkId, now(), network.timeZone)
    return {
      knowledge: knowledge.current(),
      // several steps of a turn ask these of the same words; a match is also counted for the figures, once a turn
      understanding: { ...understanding, match: rememberLast(understanding.match) },
      safety: { ...safety, danger: rememberLast(safety.danger) },
      geography: createGeography(network.structures, now()),
      workshops: await upcomingWorkshops(store, config.networkId, now()),
      desk: { ...desk, nextOpening: await nextArrival(store, network, now()) },
      network: {
        id: network.id,
        name: network.name,
        timeZone: network.timeZone,
        contact: contactOf(network),
        partners: partnersOf(network, (id) => settings.get(id) !== null),
        schemes: schemesOf(network, now()),
        channels: [...channels.keys()],
        page: config.publicUrl,
        conversationDays: network.retention.conversationDays,
      },
    }
  }
}
