import { setTimeout as sleep } from 'node:timers/promises'
import type { PageEvents, PageSettings, WebPage } from './client.ts'
import { endLeftover } from './end-leftover.ts'
import { within } from './people.ts'
import type { SessionFolder } from './session-folder.ts'
import type { Trouble } from './troubles.ts'

export interface Timings {
  /** between two looks at whether the page still lives */
  beatMs: number
  /** a page that takes longer to answer is counted as silent; twice in a row, it is ended */
  beatTimeoutMs: number
  /** from the start until a code or a connection */
  openingMs: number
  /** open, and not connected: WhatsApp's page reconnects by itself, for so long */
  disconnectedMs: number
  firstPauseMs: number
  longestPauseMs: number
}

export interface LifeParts {
  folder: SessionFolder
  settings: PageSettings
  timings: Timings
  createPage: (settings: PageSettings, events: PageEvents) => WebPage
  /** what the page says of people; how it lives is seen to here */
  events: Omit<PageEvents, 'code' | 'ready' | 'state' | 'ended'>
  /** at every look while it is connected, and once when it begins (`isFirst`) */
  onConnected: (page: WebPage, look: { isFirst: boolean; wasJustLinked: boolean }) => Promise<void>
  /** what keeps it from working now; null = it works */
  setTrouble: (trouble: Trouble | null) => void
}

/** One life of one page: what is known of it while it lasts. */
export interface Life {
  page: WebPage
  /** the code to scan, while one is shown */
  code: string | null
  isReady: boolean
  state: string | null
  wasJustLinked: boolean
  isOver: boolean
  end: (why: Trouble) => void
}

/** what a Chromium is given to close by itself */
const POLITE_MS = 5_000
/** a start that hangs gives up within a minute */
const LONGEST_CLOSING_MS = 70_000

/** A page, not open yet; `end` is called once with why it is over, whoever notices first. */
export function beginLife({ createPage, settings, events, setTrouble }: LifeParts, end: (why: Trouble) => void): Life {
  const page = createPage(settings, {
    ...events,
    code(code) {
      life.code = code
      life.wasJustLinked = true
      setTrouble('pairing')
    },
    ready() {
      life.code = null
      life.isReady = true
      life.state = 'CONNECTED'
    },
    state(state) {
      life.state = state
      if (life.isReady && state !== 'CONNECTED') setTrouble('not-connected')
    },
    ended: end,
  })
  const life: Life = { page, code: null, isReady: false, state: null, wasJustLinked: false, isOver: false, end }
  return life
}

/**
 * Looks at the page again and again: nothing there says when its Chromium is frozen or gone wrong. Resolves with why it is no good any more;
 * never while all is well.
 */
export async function watchLife(parts: LifeParts, life: Life, opening: Promise<unknown>, onBeat: () => void) {
  const { timings, setTrouble, onConnected } = parts
  const began = performance.now()
  let isFirst = true
  let silent = 0
  let connectedAt = began
  await Promise.race([opening, sleep(timings.openingMs, undefined, { ref: false })])
  while (!life.isOver) {
    onBeat()
    silent = (await look(life, timings)) ? 0 : silent + 1
    if (life.isOver) break
    if (silent >= 2) return 'silent'
    const { isReady, state, wasJustLinked } = life
    if (isReady && state === 'CONNECTED' && silent === 0) {
      connectedAt = performance.now()
      setTrouble(null)
      await onConnected(life.page, { isFirst, wasJustLinked })
      isFirst = false
    } else if (isReady) {
      setTrouble('not-connected')
      if (performance.now() - connectedAt > timings.disconnectedMs) return 'not-connected'
    } else if (life.code === null && performance.now() - began > timings.openingMs) return 'not-opened'
    await pauseBeforeLook(life, timings)
  }
  return 'over'
}

/** Does the page answer? */
async function look(life: Life, { beatTimeoutMs }: Timings): Promise<boolean> {
  try {
    const before = life.state
    life.state = await within(life.page.state(), beatTimeoutMs)
    if (life.isReady) return true
    if (life.state === 'UNPAIRED_IDLE') await within(life.page.newCode(), beatTimeoutMs)
    if (life.state === 'CONNECTED' && before === 'CONNECTED') await within(life.page.tellSynced(), beatTimeoutMs)
    return true
  } catch {
    return false
  }
}

/** Shorter when it has just become ready: people have waited. */
async function pauseBeforeLook(life: Life, { beatMs }: Timings): Promise<void> {
  const until = performance.now() + beatMs
  const wasReady = life.isReady
  while (performance.now() < until && life.isReady === wasReady && !life.isOver) await sleep(Math.min(250, beatMs))
}

/** Nothing is left running: not a page that does not answer, nor a Chromium that was only being started. */
export async function closeLife({ page }: Life, { profile }: SessionFolder, opening: Promise<unknown>): Promise<void> {
  const until = performance.now() + LONGEST_CLOSING_MS
  let isOpening = true
  const settled = opening.then(() => {
    isOpening = false
  })
  await within(page.close(), POLITE_MS).catch(() => {})
  do {
    await endLeftover(profile)
    await within(settled, 200).catch(() => {})
  } while (isOpening && performance.now() < until)
  await endLeftover(profile)
}
