import { createEventReader } from './read-events.js'

const LONGEST_SILENCE_MS = 50_000
const LONGEST_PAUSE_MS = 30_000

/** What the widget asks of the house at `base`: never with a cookie, the secret in a header. */
export function createServer(base) {
  const ask = (path, session, options) =>
    fetch(`${base}/widget/${path}`, {
      mode: 'cors',
      credentials: 'omit',
      cache: 'no-store',
      ...options,
      headers: {
        accept: 'application/json',
        ...(session && { authorization: `Bearer ${session}` }),
        ...options.headers,
      },
    })

  return {
    async welcome(place) {
      const answer = await ask(`welcome?lieu=${encodeURIComponent(place)}`, '', {})
      if (!answer.ok) throw new Error(String(answer.status))
      return answer.json()
    },
    /** Empty when it is kept over there, else what to tell the person. */
    async send(session, fields) {
      try {
        const body = JSON.stringify(fields)
        const answer = await ask('messages', session, {
          method: 'POST',
          body,
          headers: { 'content-type': 'application/json' },
        })
        return answer.ok ? '' : (await answer.json()).error
      } catch {
        return words.offline
      }
    },
    listen: (session, told) => listen((options) => ask('events', session, options), told),
  }
}

/** Keeps a stream open, comes back after each cut and says which line it had last, until `stop` or until there is nothing to hear. */
function listen(ask, { take, lost, found, none }) {
  let stopped = false
  let tries = 0
  let lastId = ''
  let cut = new AbortController()
  let wake = () => {}
  let watch = 0

  const alive = () => {
    clearTimeout(watch)
    watch = setTimeout(() => cut.abort(), LONGEST_SILENCE_MS)
  }
  const hurry = () => wake()

  async function hearOnce() {
    cut = new AbortController()
    alive()
    const answer = await ask({ signal: cut.signal, headers: lastId ? { 'last-event-id': lastId } : {} })
    if (answer.status === 204) return true
    if (!answer.ok) return false
    tries = 0
    found()
    const decoder = new TextDecoder()
    const read = createEventReader((event) => {
      if (stopped) return
      lastId = event.id || lastId
      take(event)
    })
    const reader = answer.body.getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done || stopped) return false
      alive()
      read(decoder.decode(value, { stream: true }))
    }
  }

  async function hear() {
    window.addEventListener('online', hurry)
    while (!stopped) {
      const isOver = await hearOnce().catch(() => false)
      clearTimeout(watch)
      if (stopped) break
      if (isOver) {
        stopped = true
        none()
        break
      }
      lost()
      const pause = Math.min(LONGEST_PAUSE_MS, 1_000 * 2 ** tries++)
      await new Promise((resolve) => {
        wake = resolve
        setTimeout(resolve, pause)
      })
    }
    window.removeEventListener('online', hurry)
  }

  hear()
  return {
    stop() {
      stopped = true
      clearTimeout(watch)
      cut.abort()
      wake()
    },
  }
}
