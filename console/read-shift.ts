import type { Week } from '../handoff/mediator-profile.ts'

type Ranges = Week[keyof Week]

const TIME = /^(\d{1,2})(?:[h:](\d{2})?)?$/

/** « 9h-12h, 14h-17h30 » as hours of one day; '' is a day off; null when it cannot be read. */
export function readShift(text: string): Ranges | null {
  const said = text.toLowerCase().replace(/\s+/g, '').replace(/[–—à]/g, '-')
  if (said === '') return []
  const ranges = said.split(/[,;/]|(?:et)/).map((part) => {
    const [from, to, ...more] = part.split('-').map(readTime)
    return from && to && more.length === 0 && from < to ? { from, to } : null
  })
  const read = ranges.filter((range) => range !== null)
  const inOrder = read.every(({ from }, at) => at === 0 || from >= (read[at - 1]?.to ?? ''))
  return read.length === ranges.length && inOrder ? read : null
}

function readTime(text: string): string | null {
  const [, hours = '', minutes = '00'] = TIME.exec(text) ?? []
  if (hours === '' || Number(hours) > 24 || Number(minutes) > 59) return null
  return Number(hours) === 24 ? '24:00' : `${hours.padStart(2, '0')}:${minutes}`
}

/** The same as it is typed, to be shown again. */
export const writeShift = (ranges: Ranges): string =>
  ranges.map(({ from, to }) => `${writeTime(from)}-${writeTime(to)}`).join(', ')

const writeTime = (time: string) => time.replace(/^0/, '').replace(':', 'h').replace(/h00$/, 'h')
