import type { Understanding, World } from '../bot/world.ts'
import { readDesk } from '../handoff/desk.ts'
import { nextArrival } from '../handoff/roster.ts'
import { networkHolding } from '../handoff/tickets.ts'
import { upcomingWorkshops } from '../handoff/workshops/workshops.ts'
import type { NetworkSettingsStore } from '../network/settings/open-network-settings.ts'
import type { NetworkSettings } from '../network/settings/settings.schema.ts'
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

/** Everything a turn of this conversation taken now may know, read just before it; the turn itself asks nobody. */
export function createReadWorld({
  config,
  channels,
  store,
  settings,
  knowledge,
  understanding,
  now,
}: WorldParts): (conversationId?: string) => Promise<World> {
  function networkSettings() {
    const network = settings.get(config.networkId)
    if (network) return network
    throw new PasserelleError(
      'network.no-settings',
      settings.problem ??
        `There is no file networks/${config.networkId}.json in ${config.dataDir}: create it, or set NETWORK.`,
    )
  }

  /** Who would answer: the mediators of the network that has the request now, another one's after a transfer. */
  async function deskFor(conversationId: string | undefined, own: NetworkSettings): Promise<World['desk']> {
    const holder = conversationId === undefined ? null : await networkHolding(store, conversationId)
    const network = (holder !== null && settings.get(holder)) || own
    const desk = await readDesk(store, network.id, now(), network.timeZone)
    return { ...desk, nextOpening: await nextArrival(store, network, now()) }
  }

  return async (conversationId) => {
    const network = networkSettings()
    return {
      knowledge: knowledge.current(),
      // several steps of a turn ask these of the same words; a match is also counted for the figures, once a turn
      understanding: { ...understanding, match: rememberLast(understanding.match) },
      safety: { ...safety, danger: rememberLast(safety.danger) },
      geography: createGeography(network.structures, now()),
      workshops: await upcomingWorkshops(store, config.networkId, now()),
      desk: await deskFor(conversationId, network),
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
