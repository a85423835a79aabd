import type { TranscriptLine } from '../messaging/transcript.ts'
import type { ConsoleParts } from './parts.ts'
import texts from './texts.fr.json' with { type: 'json' }
import { clockTime } from './words-of-time.ts'

export interface ShownLine {
  id: string
  author: TranscriptLine['author']
  who: string
  text: string
  choices: string[]
  /** where its holder sees or hears it */
  piece: { href: string; label: string } | null
  time: string
  iso: string
}

/** `heldTicket`: the ticket when the reader holds it, for the links to pictures and voice notes; else null. */
export type ShowLines = (lines: TranscriptLine[], heldTicket: string | null) => ShownLine[]

/** The conversation as a mediator reads it: who said what is told by words. Lines without words (a start) are left out. */
export function createShowLines({ network, now }: Pick<ConsoleParts, 'network' | 'now'>): ShowLines {
  return (lines, heldTicket) =>
    lines
      .filter(({ text }) => text !== '')
      .map(({ id, author, text, choices, attachment, at }) => ({
        id,
        author,
        who: texts.authors[author],
        text: withFrenchSpaces(text),
        choices: choices.map(({ number, label }) => `${number} ${label}`),
        piece:
          attachment && heldTicket
            ? {
                href: `/console/tickets/${encodeURIComponent(heldTicket)}/pieces/${id}`,
                label: texts.pieces[attachment],
              }
            : null,
        time: clockTime(at, now(), network().timeZone),
        iso: new Date(at).toISOString(),
      }))
}

/** « ? » alone at the start of a line reads badly. */
const withFrenchSpaces = (text: string) => text.replace(/ (?=[?!:;»])/g, '\u00a0').replace(/« /g, '«\u00a0')
