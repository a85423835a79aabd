import { forgetOldAttachments } from '../messaging/attachments.ts'
import { eraseQuietConversations } from '../messaging/erase.ts'
import { createLoop, type Loop } from '../messaging/loop.ts'
import { forgetOldRelays } from '../messaging/relay/relay-codes.ts'
import type { NetworkSettingsStore } from '../network/settings/open-network-settings.ts'
import type { Store } from '../store/store.ts'
import { forgetOldWords } from '../unmet-needs/needs.ts'
import type { KnowledgeSource } from './knowledge.ts'

const HOUR_MS = 3_600_000
const QUARTER_MS = HOUR_MS / 4
const DAY_MS = 24 * HOUR_MS

export interface MaintenanceParts {
  store: Store
  settings: NetworkSettingsStore
  networkId: string
  knowledge: KnowledgeSource
  now: () => number
  /** tickets whose mediator is gone go back to the queue */
  releaseAbandoned: () => Promise<number>
  report: (problem: { code: string; error: unknown }) => void
}

/** Every quarter of an hour: no ticket stays with somebody who left. Every hour: forgets what is past its time, lets answers grow stale. */
export function startMaintenance(parts: MaintenanceParts): Loop {
  const { store, settings, networkId, knowledge, now, report } = parts
  let last = 0
  let lastLook = 0
  return createLoop({
    name: 'maintenance',
    report,
    async work() {
      if (now() - lastLook < QUARTER_MS) return false
      lastLook = now()
      await parts.releaseAbandoned()
      await forgetOldRelays(store, networkId, now())
      if (now() - last < HOUR_MS) return false
      last = now()
      const conversationDays = settings.get(networkId)?.retention.conversationDays ?? 30
      const before = now() - conversationDays * DAY_MS
      await eraseQuietConversations(store, networkId, { before, now: now() })
      await forgetOldAttachments(store, networkId, before)
      await forgetOldWords(store, networkId, now())
      await knowledge.refresh()
      return false
    },
  })
}
