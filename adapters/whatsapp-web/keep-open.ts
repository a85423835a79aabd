import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { WebPage } from './client.ts'
import { endLeftover } from './end-leftover.ts'
import { holdSession } from './hold-session.ts'
import { beginLife, closeLife, type Life, type LifeParts, type Timings, watchLife } from './life.ts'
import { forgetSession } from './session-folder.ts'
import type { Trouble } from './troubles.ts'

export const patient: Timings = {
  beatMs: 15_000,
  beatTimeoutMs: 10_000,
  openingMs: 180_000,
  disconnectedMs: 600_000,
  firstPauseMs: 5_000,
  longestPauseMs: 300_000,
}

export interface KeepOpenParts extends Omit<LifeParts, 'setTrouble'> {
  /** a new trouble, or null when it is over */
  onTrouble: (trouble: Trouble | null) => void
}

export interface OpenWeb {
  /** what keeps it from working; null = connected */
  trouble(): Trouble | null
  /** the code to scan, while one is shown */
  code(): string | null
  /** the page, while it is connected */
  page(): WebPage | null
  /** this page is no good: another one */
  renew(why: Trouble): void
  stop(): Promise<void>
}

/** Keeps a page of WhatsApp Web open for ever: when one is over, another one is started, after pauses that grow. */
export function keepOpen(keepParts: KeepOpenParts): OpenWeb {
  const { folder, settings, timings } = keepParts
  const parts: LifeParts = { ...keepParts, setTrouble }
  const stopping = new AbortController()
  let trouble: Trouble | null = 'opening'
  let life: Life | null = null
  let failures = 0

  function setTrouble(next: Trouble | null) {
    if (next === null) failures = 0
    if (next === trouble || stopping.signal.aborted) return
    trouble = next
    keepParts.onTrouble(next)
  }

  async function run() {
    while (!stopping.signal.aborted) {
      const why = await liveOnce().catch((): Trouble => 'failed')
      life = null
      setTrouble(why)
      const pause = Math.min(timings.firstPauseMs * 2 ** failures++, timings.longestPauseMs)
      // unlinked by hand: a new code is wanted now
      if (why !== 'LOGOUT') await sleep(pause, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  /** Resolves with why it is over, once nothing of it runs any more. */
  async function liveOnce(): Promise<Trouble> {
    if (!existsSync(settings.chromium)) return 'no-chromium'
    if (settings.page !== null && !existsSync(settings.page)) return 'no-page'
    const hold = holdSession(folder)
    if (!hold) return 'held'
    try {
      if ((await endLeftover(folder.profile)) !== null) return 'leftover'
      return await liveOn(hold.touch)
    } finally {
      hold.release()
    }
  }

  async function liveOn(onBeat: () => void): Promise<Trouble> {
    const ended = Promise.withResolvers<Trouble>()
    const mine = beginLife(parts, ended.resolve)
    const onStop = () => ended.resolve('stopped')
    stopping.signal.addEventListener('abort', onStop)
    if (stopping.signal.aborted) onStop()
    life = mine
    const opening = mine.page.open().catch(() => ended.resolve('not-opened'))
    const why = await Promise.race([ended.promise, watchLife(parts, mine, opening, onBeat)])
    stopping.signal.removeEventListener('abort', onStop)
    mine.isOver = true
    setTrouble(why)
    await closeLife(mine, folder, opening)
    if (why === 'LOGOUT') forgetSession(folder)
    return why
  }

  const running = run()
  return {
    trouble: () => trouble,
    code: () => life?.code ?? null,
    page: () => (trouble === null && life?.state === 'CONNECTED' ? life.page : null),
    renew: (why) => life?.end(why),
    async stop() {
      stopping.abort()
      await running
    },
  }
}
