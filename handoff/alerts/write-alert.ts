import texts from './texts.fr.json' with { type: 'json' }

/** One thing to tell of: its kind, where (a commune, or the network's name) and since when, in words. */
export interface Telling {
  kind: 'waiting' | 'danger' | 'priority'
  place: string
  /** « 10 h 05 », the network's own time */
  time: string
  at: number
}

/** What leaves the house: it lies on a locked telephone, in a mailbox, in a group. So: that, where, since when; never who, what or a word. */
export interface WrittenAlert {
  urgent: boolean
  title: string
  text: string
}

const MOST_PLACES = 3

/** All that one person has to be told, in one message; what is urgent first. Null when there is nothing (any more). */
export function writeAlert(tellings: Telling[]): WrittenAlert | null {
  const inOrder = tellings.toSorted((one, other) => one.at - other.at)
  const dangers = inOrder.filter(({ kind }) => kind === 'danger')
  const priorities = inOrder.filter(({ kind }) => kind === 'priority')
  const parts = [
    ...dangers.map((one) => fill(texts.danger, one)),
    ...priorities.map((one) => fill(texts.priority, one)),
    ...waiting(inOrder.filter(({ kind }) => kind === 'waiting')),
  ]
  const [first, ...others] = parts
  if (!first) return null
  const also = others.map(({ text }) => texts.also.replace('{text}', text))
  return { urgent: dangers.length > 0, title: first.title, text: [first.text, ...also].join('\n') }
}

export const writeTrial = (): WrittenAlert => ({ urgent: false, ...texts.trial })

export const linkLine = (link: string): string => texts.link.replace('{link}', link)

interface Words {
  title: string
  text: string
}

function waiting(tickets: Telling[]): Words[] {
  const [first] = tickets
  if (!first) return []
  if (tickets.length === 1) return [fill(texts['waiting.one'], first)]
  const places = [...new Set(tickets.map(({ place }) => place))]
  const shown = places.slice(0, MOST_PLACES)
  const rest = places.length - shown.length
  if (rest > 0) shown.push(texts.others.replace('{n}', String(rest)))
  return [fill(texts['waiting.several'], { ...first, n: tickets.length, places: shown.join(', ') })]
}

function fill({ title, text }: Words, values: object): Words {
  const filled = (words: string) =>
    words.replace(/\{(\w+)\}/g, (whole, name: string) => String(Reflect.get(values, name) ?? whole))
  return { title: filled(title), text: filled(text) }
}
