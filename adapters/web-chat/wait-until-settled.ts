import type { WebChatParts } from './parts.ts'

/** Without JavaScript the next page should already hold the answer; past `ms` it is shown without. */
export async function waitUntilSettled(
  parts: Pick<WebChatParts, 'isSettled' | 'listen'>,
  conversationId: string,
  ms: number,
): Promise<void> {
  let wake = () => {}
  let isOver = false
  const stopListening = parts.listen((id) => {
    if (id === conversationId) wake()
  })
  const alarm = setTimeout(() => {
    isOver = true
    wake()
  }, ms)
  try {
    while (!isOver) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve
      })
      if (await parts.isSettled(conversationId)) return
      await woken
    }
  } finally {
    clearTimeout(alarm)
    stopListening()
  }
}
