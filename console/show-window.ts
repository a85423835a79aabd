import type { ServiceWindow } from '../messaging/service-window.ts'
import texts from './window.fr.json' with { type: 'json' }
import { clockTime } from './words-of-time.ts'

/** How long a mediator may still answer, in words. */
export interface ShownWindow {
  words: string
  /** soon over, or over: shown as what is late */
  isLate: boolean
  /** nothing would arrive: an answer is not taken */
  isOver: boolean
}

const SOON_MS = 2 * 3_600_000
const names = new Map(Object.entries(texts.channels))

/** « Vous pouvez encore répondre sur WhatsApp jusqu’à 14 h 05. » */
export function showWindow(window: ServiceWindow | null, now: number, timeZone: string): ShownWindow | null {
  if (!window) return null
  const { channel, closesAt, hours, after } = window
  const isPast = closesAt <= now
  const [open, over] =
    after === 'template' ? [texts.openThenTemplate, texts.overThenTemplate] : [texts.open, texts.over]
  const words = (isPast ? over : open)
    .replace('{channel}', names.get(channel) ?? channel)
    .replace('{time}', clockTime(closesAt, now, timeZone))
    .replace('{hours}', String(hours))
  return { words, isLate: closesAt - now < SOON_MS, isOver: isPast && after === 'nothing' }
}
