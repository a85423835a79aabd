import { forgetOldAttachments } from '../messaging/attachments.ts'
import { eraseQuietConversations } from '../messaging/erase.ts'
import { createLoop, type Loop } from '../messaging/loop.ts'
import type { NetworkSettingsStore } from '../network/settings/open-network-settings.ts'
import type { Store } from '../store/store.ts'
import { forgetOldWords } from '../unmet-needs/needs.ts'
import type { KnowledgeSource } from './knowledge.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export interface MaintenanceParts {
  store: Store
  settings: NetworkSettingsStore
  networkId: string
  knowledge: KnowledgeSource
  now: () => number
  report: (problem: { code: string; error: unknown }) => void
}

/** Once an hour: forgets what is past its time, and lets answers grow stale on their day. */
export function startMaintenance({ store, settings, networkId, knowledge, now, report }: MaintenanceParts): Loop {
  let last = 0
  return createLoop({
    name: 'maintenance',
    report,
    async work() {
      if (now() - last < HOUR_MS) return false
      last = now()
      const conversationDays = settings.get(networkId)?.retention.conversationDays ?? 30
      await eraseQuietConversations(store, networkId, now() - conversationDays * DAY_MS)
      await forgetOldAttachments(store, networkId, now() - conversationDays * DAY_MS)
      await forgetOldWords(store, networkId, now())
      await knowledge.refresh()
      return false
    },
  })
}
