import type { Receipt } from '../../messaging/channel.ts'
import texts from './texts.fr.json' with { type: 'json' }

const MOST = 2_000

/**
 * What WhatsApp says of a message after the page took it: 1 = it has it, 2 = their phone, 3 = read, less than 0 = it never left. That may come
 * before the page has given the message's id back: it is told again then, with the sending's own key. Only the first good news counts.
 */
export function createReceipts(tell: (receipt: Receipt) => void) {
  const keys = new Map<string, string>()
  const early = new Map<string, number>()
  const heard = new Set<string>()

  function pass(id: string, ack: number) {
    if (ack > 0 && heard.has(id)) return
    if (heard.size >= MOST) heard.clear()
    if (ack > 0) heard.add(id)
    tell({ nativeId: id, key: keys.get(id) ?? null, failure: ack < 0 ? texts.notTaken : null })
  }

  return {
    /** the page gave this id to what was sent under this key */
    sent(id: string, key: string) {
      forgetOldest(keys)
      keys.set(id, key)
      const ack = early.get(id)
      early.delete(id)
      if (ack === undefined) return
      heard.delete(id)
      pass(id, ack)
    },
    acknowledged(id: string, ack: number) {
      if (ack === 0) return
      if (!keys.has(id)) {
        forgetOldest(early)
        early.set(id, ack)
      }
      pass(id, ack)
    },
  }
}

function forgetOldest(map: Map<string, unknown>) {
  const [oldest] = map.keys()
  if (map.size >= MOST && oldest !== undefined) map.delete(oldest)
}
