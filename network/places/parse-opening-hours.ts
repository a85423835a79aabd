/** Minutes since midnight; `to` is after `from`, on the same day. */
export interface TimeRange {
  from: number
  to: number
}

/** What is known of one weekday: its ranges in order (none: closed), or nothing sure. */
export type DayHours = readonly TimeRange[] | 'unknown'

/** Monday first. */
export type WeekHours = readonly DayHours[]

const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']
const PART = /^((?:Mo|Tu|We|Th|Fr|Sa|Su)(?:[-,](?:Mo|Tu|We|Th|Fr|Sa|Su))*)\s+(\S.*)$/
const RANGE = /^(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})$/
/** Many rows carry it beside the real hours: it stands for nothing. */
const EMPTY_RANGE = /^00:00\s*-\s*00:00$/

/**
 * Reads the part of OpenStreetMap's opening hours that occurs in the data: days, lists and runs of days, ranges of hours.
 * Null when it is empty or holds anything else: a wrong hour sends someone to a closed door.
 * A weekday whose ranges contradict one another (they overlap: alternate weeks, no doubt) is unknown.
 */
export function parseOpeningHours(raw: string): WeekHours | null {
  const week: DayHours[] = DAYS.map(() => [])
  const parts = raw.split(';').map((part) => part.trim())
  const filled = parts.filter((part) => part !== '')
  if (filled.length === 0) return null
  for (const part of filled) {
    const [, days = '', hours = ''] = PART.exec(part) ?? []
    const numbers = weekdays(days)
    const day = hours === 'off' || hours === 'closed' ? [] : dayHours(hours)
    if (numbers === null || day === null) return null
    for (const number of numbers) week[number] = day
  }
  return week
}

/** « Mo-Fr », « Mo,We » */
function weekdays(text: string): number[] | null {
  if (text === '') return null
  const numbers: number[] = []
  for (const run of text.split(',')) {
    const [first = -1, last = first] = run.split('-').map((day) => DAYS.indexOf(day))
    if (first < 0 || last < first) return null
    for (let day = first; day <= last; day++) numbers.push(day)
  }
  return numbers
}

function dayHours(text: string): DayHours | null {
  const written = text.split(',').map((range) => range.trim())
  const real = [...new Set(written)].filter((range) => !EMPTY_RANGE.test(range))
  if (real.length === 0) return 'unknown'
  const ranges: TimeRange[] = []
  for (const range of real) {
    const [, fromHour, fromMinute, toHour, toMinute] = RANGE.exec(range) ?? []
    if (fromHour === undefined || Number(fromMinute) > 59 || Number(toMinute) > 59) return null
    const from = Number(fromHour) * 60 + Number(fromMinute)
    const to = Number(toHour) * 60 + Number(toMinute)
    if (from >= to || to > 24 * 60) return null
    ranges.push({ from, to })
  }
  return inOrder(ranges)
}

function inOrder(ranges: TimeRange[]): DayHours {
  const joined: TimeRange[] = []
  for (const range of ranges.sort((a, b) => a.from - b.from)) {
    const previous = joined.at(-1)
    if (previous && range.from < previous.to) return 'unknown'
    if (previous && range.from === previous.to) previous.to = range.to
    else joined.push({ ...range })
  }
  return joined
}
