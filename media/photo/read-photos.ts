import { gistOf } from './gist.ts'
import { isIdentityDocument } from './is-identity-document.ts'
import { measureImage } from './measure-image.ts'
import type { Reader } from './read-picture.ts'

export type PhotosRead = { kind: 'words'; text: string } | { kind: 'nothing' } | { kind: 'identity-document' }

/** A recent phone's camera gives 50 million points; platforms send far less. Four bytes each once opened. */
const MOST_POINTS = 60_000_000
/** fewer words than this are no letter and no screen */
const LEAST_WORDS = 4

/** The pages in their order. One identity document among them and all are refused: nothing of any is kept. */
export async function readPhotos(reader: Pick<Reader, 'read'>, files: Uint8Array[]): Promise<PhotosRead> {
  const texts: string[] = []
  let words = 0
  for (const file of files) {
    const size = measureImage(file)
    if (!size || size.width * size.height > MOST_POINTS || Math.min(size.width, size.height) < 20)
      throw new Error(
        size ? `A picture of ${size.width} × ${size.height} is not opened.` : 'This is no picture we know.',
      )
    const reading = await reader.read(file)
    if (isIdentityDocument(reading.text)) return { kind: 'identity-document' }
    if (reading.words < LEAST_WORDS || reading.confidence < 40) continue
    texts.push(reading.text)
    words += reading.words
  }
  const text = texts.map(gistOf).join('\n').trim()
  return words < LEAST_WORDS || text === '' ? { kind: 'nothing' } : { kind: 'words', text }
}
