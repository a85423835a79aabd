import { openNetworkRows } from '../network/settings/open-network-rows.ts'
import { openNetworkSettings } from '../network/settings/open-network-settings.ts'
import type { NetworkSettings } from '../network/settings/settings.schema.ts'
import type { Store } from '../store/store.ts'
import type { Config } from './config.ts'
import { networksFolder } from './open-database.ts'

/** Puts networks' documents where this house keeps them. */
export async function putNetworks(config: Config, store: Store, networks: unknown[]): Promise<void> {
  const all = networks as NetworkSettings[]
  const settings =
    store.kind === 'postgres'
      ? await openNetworkRows({ store, defaultId: config.networkId, files: () => all })
      : openNetworkSettings(networksFolder(config), all[0]?.id ?? config.networkId)
  for (const one of all) await settings.replace(one)
  settings.stop()
}
