import { fold } from '../../bot/fold.ts'
import type { FlashActions } from '../../console/actions.ts'
import { endFlash, publishFlash, readFlashes } from '../../knowledge-base/flashes.ts'
import type { Passerelle } from '../passerelle.ts'

/** Published or ended, every process builds its next snapshot at once. */
export function createFlashActions({ store, now }: Passerelle): FlashActions {
  const tell = (networkId: string) => store.announce({ topic: 'knowledge', id: networkId })
  return {
    list: ({ networkId }) => readFlashes(store, networkId),
    async publish({ id, networkId }, flash) {
      const keywords = [...new Set(flash.keywords.map(fold))].filter((keyword) => keyword !== '')
      await publishFlash(store, networkId, id, { ...flash, keywords }, now())
      tell(networkId)
    },
    async end({ networkId }, flashId) {
      await endFlash(store, networkId, flashId, now())
      tell(networkId)
    },
  }
}
