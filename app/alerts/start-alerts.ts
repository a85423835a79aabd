import { createLoop, type Loop, stopBoth } from '../../messaging/loop.ts'
import { newId } from '../../store/new-id.ts'
import { lookAtCall } from './look-at-call.ts'
import { type TellParts, tellAddress } from './tell-address.ts'

const LOOK_CLAIM_MS = 30_000
/** longer than any way of telling may take */
const TELL_CLAIM_MS = 90_000

/**
 * Tells mediators from afar: first who is to hear of what, then one message each. Calls and addresses are claimed, so that of several
 * processes one looks and one tells.
 */
export function startAlerts(parts: TellParts): Loop {
  const { store, networkId, now } = parts
  const claim = (table: 'alert_calls' | 'alert_addresses', forMs: number, limit: number) =>
    store.claim({ table, networkId, now: now(), until: now() + forMs, by: newId(now()), limit })
  const loop = createLoop({
    name: 'alerts',
    report: parts.report,
    async work() {
      const calls = await claim('alert_calls', LOOK_CLAIM_MS, 16)
      for (const id of calls) await store.transaction((handle) => lookAtCall(parts, handle, id))
      const addresses = await claim('alert_addresses', TELL_CLAIM_MS, 8)
      await Promise.all(addresses.map((id) => tellAddress(parts, id)))
      return calls.length + addresses.length > 0
    },
  })
  const stopListening = store.listen(({ topic }) => {
    if (topic === 'queue') loop.wake()
  })
  return { ...loop, stop: () => stopBoth(stopListening, loop) }
}
