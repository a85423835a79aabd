/** A question to WhatsApp's servers that gets no answer does not hold a message back. */
const PATIENCE_MS = 8_000

/**
 * Under which id somebody is known here. WhatsApp hides more and more numbers behind an id of its own (`@lid`), and the same person may come
 * under either: the one without a number is kept wherever WhatsApp gives it. Only where it gives none is it what it wrote to us from.
 */
export function createPeople(hiddenIdOf: (chat: string) => Promise<string | null>) {
  const known = new Map<string, string>()

  return {
    async personOf(chat: string): Promise<string> {
      if (chat.endsWith('@lid')) return chat
      const before = known.get(chat)
      if (before !== undefined) return before
      const hidden = await within(hiddenIdOf(chat), PATIENCE_MS).catch(() => undefined)
      // no answer is not « none »: asked again at the next message
      if (hidden === undefined) return chat
      if (known.size > 10_000) known.clear()
      known.set(chat, hidden ?? chat)
      return hidden ?? chat
    },
  }
}

/** Rejects when it takes longer. */
export async function within<Value>(asked: Promise<Value>, ms: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('It took too long.')), ms)
  })
  try {
    return await Promise.race([asked, late])
  } finally {
    clearTimeout(timer)
    // whoever comes second is nobody's problem any more
    asked.catch(() => {})
  }
}
