/** One line of a `.chat` file: who or what, and the rest. Files are in French so that a mediator can read and write them. */
export interface TranscriptLine {
  number: number
  verb: string
  rest: string
}

export interface Transcript {
  title: string
  lines: TranscriptLine[]
}

/** « Verbe : reste » a line; « # » starts the title and comments. */
export function readTranscript(text: string): Transcript {
  const lines: TranscriptLine[] = []
  let title = ''
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim()
    if (line === '') continue
    if (line.startsWith('#')) {
      title ||= line.replace(/^#+\s*/, '')
      continue
    }
    const colon = line.indexOf(' :')
    const verb = (colon < 0 ? line : line.slice(0, colon)).trim()
    lines.push({ number: index + 1, verb, rest: colon < 0 ? '' : line.slice(colon + 2).trim() })
  }
  return { title, lines }
}
