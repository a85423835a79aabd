import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createWorker, type Worker } from 'tesseract.js'

/** What tesseract made of a picture. `confidence` of the words kept, 0 to 100. */
export interface Reading {
  text: string
  confidence: number
  words: number
}

/** `marks`: what it took for letters, sure or not. */
type Turned = Reading & { marks: number }

export interface Reader {
  read(picture: Uint8Array): Promise<Reading>
  stop(): Promise<void>
}

/** Words under this are as often noise as not (measured: docs/media.md). */
const SURE_WORD = 60
/** Below, the page is taken to lie on its side: it is turned and read again. */
const LYING = 55
const QUARTER_TURNS = [Math.PI / 2, -Math.PI / 2]
/** fewer marks than this are a picture of something else, whichever way it is held */
const LEAST_MARKS = 15

/** French, from the data npm brought: nothing is fetched, nothing is written. */
export async function openReader(): Promise<Reader> {
  const data = createRequire(import.meta.url).resolve('@tesseract.js-data/fra/package.json')
  const worker = await createWorker('fra', 1, {
    langPath: join(dirname(data), '4.0.0_best_int'),
    cacheMethod: 'none',
    gzip: true,
    // without it a file that cannot be opened would end the process
    errorHandler: () => {},
  })
  return {
    async read(picture) {
      const first = await readTurned(worker, picture, 0)
      if (first.marks < LEAST_MARKS || (first.confidence >= LYING && first.words > 0)) return first
      let best = first
      for (const angle of QUARTER_TURNS) {
        const turned = await readTurned(worker, picture, angle)
        if (weightOf(turned) > weightOf(best)) best = turned
        if (best.confidence >= 80 && best.words > 10) break
      }
      return best
    },
    stop: async () => void (await worker.terminate()),
  }
}

const weightOf = ({ confidence, words }: Reading) => confidence * Math.min(words, 50)

async function readTurned(worker: Worker, picture: Uint8Array, angle: number): Promise<Turned> {
  const options = angle === 0 ? { rotateAuto: true } : { rotateRadians: angle }
  const { data } = await worker.recognize(Buffer.from(picture), options, { text: true, blocks: true })
  const lines = (data.blocks ?? []).flatMap((block) => block.paragraphs.flatMap((paragraph) => paragraph.lines))
  const kept = lines.map((line) => line.words.filter((word) => word.confidence >= SURE_WORD))
  const words = kept.flat().filter((word) => /\p{L}{2}/u.test(word.text))
  return {
    text: kept
      .map((line) => line.map((word) => word.text).join(' '))
      .filter((line) => line !== '')
      .join('\n'),
    confidence: data.confidence,
    words: words.length,
    marks: data.text.replace(/\s/g, '').length,
  }
}
