import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Announcement, TOPICS } from './store.ts'

const LONGEST_PAUSE_MS = 10_000

/** Hears what every process announces; when the connection breaks it is opened again, for ever, with longer and longer pauses. */
export function listenToPostgres(
  url: string,
  channel: string,
  hear: (announcement: Announcement) => void,
  report: (problem: { code: string; error: unknown }) => void,
): { close(): Promise<void> } {
  const closing = new AbortController()
  let client: pg.Client | null = null

  async function listenUntilBroken() {
    const connected = new pg.Client({ connectionString: url, keepAlive: true })
    client = connected
    const broken = new Promise<void>((resolve) => {
      connected.on('error', () => resolve())
      connected.on('end', () => resolve())
    })
    connected.on('notification', ({ payload }) => hear(JSON.parse(payload ?? '{}') as Announcement))
    await connected.connect()
    await connected.query(`listen ${channel}`)
    // what was announced while nobody listened is found by looking once
    for (const topic of TOPICS) hear({ topic, id: '' })
    await broken
  }

  async function run() {
    for (let failures = 0; !closing.signal.aborted; ) {
      const started = Date.now()
      try {
        await listenUntilBroken()
      } catch (error) {
        if (failures === 0) report({ code: 'store.listener-lost', error })
      }
      await client?.end().catch(() => {})
      failures = Date.now() - started > LONGEST_PAUSE_MS ? 0 : failures + 1
      await sleep(Math.min(200 * 2 ** failures, LONGEST_PAUSE_MS), undefined, { signal: closing.signal }).catch(
        () => {},
      )
    }
  }

  const running = run()
  return {
    async close() {
      closing.abort()
      await client?.end().catch(() => {})
      await running
    },
  }
}
