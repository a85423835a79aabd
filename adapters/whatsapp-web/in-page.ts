// What is asked of WhatsApp's page beside what the library asks. As text: it runs over there, where nothing of ours is known.

/** The connection's state; null when the page is not (or no longer) the one we know. */
export const STATE = `(() => { try { return window.require('WAWebSocketModel').Socket.state ?? null } catch { return null } })()`

/**
 * After a while without anybody scanning, the page stops making new codes. The library means to ask for one, but does it in Node, where
 * there is no \`window\` (Client.js, onAuthAppStateChangedEvent): the code shown would be dead for ever.
 */
export const NEW_CODE = `(() => {
  try { window.require('WAWebCmd').Cmd.refreshQR() }
  catch { window.require('WAWebLaunchSocketUtils').refreshQR() }
})()`

/**
 * The library waits to be told that the page has synced, and does not look whether it has already: a page that is quicker (a fast line, a slow
 * machine) is never « ready ». Told here by its own means, and only while it has not begun.
 */
export const TELL_SYNCED = `(() => {
  const hasBegun = typeof window.WWebJS !== 'undefined' || typeof window.onAppStateHasSyncedEvent !== 'function'
  if (!hasBegun && window.require('WAWebSocketModel').Socket.hasSynced) window.onAppStateHasSyncedEvent()
})()`

/** At most so many of one person: the first ones say enough. */
const MOST_OF_ONE = 20

/** What people wrote since then (seconds) in chats nobody has opened since: it came while we were not listening. Oldest first. */
export const unreadSince = (since: number) => `(async () => {
  const found = []
  for (const chat of window.require('WAWebCollections').Chat.getModelsArray()) {
    const unread = Math.min(chat.unreadCount ?? 0, ${MOST_OF_ONE})
    if (unread < 1 || !/@(c\\.us|lid)$/.test(chat.id._serialized)) continue
    const theirs = (list) => list.filter((one) => !one.id.fromMe && !one.isNotification)
    let messages = theirs(chat.msgs.getModelsArray())
    while (messages.length < unread) {
      const earlier = await window.require('WAWebChatLoadMessages').loadEarlierMsgs({ chat })
      if (!earlier || earlier.length === 0) break
      messages = [...theirs(earlier), ...messages]
    }
    messages.sort((left, right) => left.t - right.t)
    for (const one of messages.slice(-unread)) if (one.t >= ${since}) found.push(window.WWebJS.getMessageModel(one))
  }
  return found.sort((left, right) => left.t - right.t)
})()`
