import type { Choice } from '../../bot/reply.ts'
import type { TranscriptLine } from '../../messaging/transcript.ts'
import { findTouchables, type Piece } from './find-touchables.ts'

/** A line of the conversation as the page shows it. */
export interface ShownLine {
  id: string
  author: 'person' | 'bot' | 'mediator'
  pieces: Piece[]
  /** « 14:32 », with the day when it was not today */
  time: string
  iso: string
  question: string
  choices: Choice[]
  /** choices of an earlier question are shown as words: only the open one has buttons */
  isOpen: boolean
  /** where the page opens: the person's last words, with what was answered under them */
  isAnchor: boolean
}

export interface EncodeParts {
  now: number
  timeZone: string
}

/** Lines without words (a start) are not shown. */
export function encode(lines: TranscriptLine[], { now, timeZone }: EncodeParts): ShownLine[] {
  const shown = lines.filter((line) => line.text !== '')
  const lastSaid = shown.findLastIndex((line) => line.author === 'person')
  const day = (at: number) => new Intl.DateTimeFormat('fr', { dateStyle: 'full', timeZone }).format(at)
  const hour = (at: number) => new Intl.DateTimeFormat('fr', { timeStyle: 'short', timeZone }).format(at)
  return shown.map((line, index) => ({
    id: line.id,
    author: line.author,
    pieces:
      line.author === 'person'
        ? [{ text: line.text, href: null }]
        : findTouchables(typeset(line.text), speaksOfDanger(line.replyId)),
    time: day(line.at) === day(now) ? hour(line.at) : `${day(line.at)}, ${hour(line.at)}`,
    iso: new Date(line.at).toISOString(),
    question: line.question ?? '',
    choices: line.choices,
    isOpen: index > lastSaid,
    isAnchor: index === lastSaid,
  }))
}

const speaksOfDanger = (replyId: string | null) => replyId !== null && /^(?:danger|priority)\./.test(replyId)

/** As French is printed: curled apostrophes, and no line broken inside quotes or before a double sign. */
export function typeset(text: string): string {
  return text
    .replace(/(?<=\p{L})'(?=\p{L})/gu, '’')
    .replaceAll('« ', '«\u00a0')
    .replace(/ ([»:;?!])/g, '\u00a0$1')
}
