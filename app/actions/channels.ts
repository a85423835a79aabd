import type { ChannelReads } from '../../console/actions.ts'
import { probeChannels } from '../metrics.ts'
import type { Passerelle } from '../passerelle.ts'

/** The channels of this process. */
export function createChannelReads({ channels }: Passerelle): ChannelReads {
  return {
    async states() {
      const states = await probeChannels(channels)
      return states.map(([name, health]) => ({ name, health, pairing: channels.get(name)?.pairing?.() ?? null }))
    },
  }
}
