/* Measures how photos of letters are read: `node test/media/measure-reading.ts` → docs/reports/photo-reading.md */
import { writeFileSync } from 'node:fs'
import { createUnderstanding, openMatcher } from '../../app/understanding.ts'
import { foldLine } from '../../media/photo/fold-line.ts'
import { readPhotos } from '../../media/photo/read-photos.ts'
import { openReader } from '../../media/photo/read-picture.ts'
import { maskSecrets } from '../../safety/secrets/mask-secrets.ts'
import { closeBrowser, openBrowser } from '../pages/browser.ts'
import {
  badly,
  byPhone,
  documents,
  drawDocument,
  drawLetter,
  type Letter,
  letters,
  scanned,
  type Taking,
} from './draw.ts'

const lying: Taking = { ...byPhone, name: 'by hand, 1280 points, on its side', turn: 92 }
const wordsOf = (text: string): string[] => foldLine(text).match(/[a-z0-9]{2,}/g) ?? []

const browser = await openBrowser()
const reader = await openReader()
const { match } = createUnderstanding(openMatcher())
const rows: string[] = []

for (const taking of [scanned, byPhone, badly, lying]) {
  const seconds: number[] = []
  let words = 0
  let found = 0
  let right = 0
  let near = 0
  let unread = 0
  let leaks = 0
  let refused = 0
  for (const letter of letters) {
    const picture = await drawLetter(browser, letter, taking)
    const began = performance.now()
    const reading = await reader.read(picture)
    seconds.push((performance.now() - began) / 1000)
    const expected = wordsOf([letter.from, letter.subject, ...letter.body].join(' '))
    const raw = wordsOf(reading.text)
    words += expected.length
    found += expected.filter((word) => raw.includes(word)).length
    const made = await readPhotos({ read: async () => reading }, [picture])
    if (made.kind === 'identity-document') refused++
    if (made.kind === 'nothing') unread++
    if (made.kind !== 'words') continue
    const { masked } = maskSecrets(made.text)
    if (/louise|specimen|essais|1234567/i.test(masked)) leaks++
    const place = rankOf(letter, masked)
    if (place === 0) right++
    if (place >= 0 && place < 3) near++
  }
  seconds.sort((one, other) => one - other)
  const cells = [
    taking.name,
    `${((100 * found) / words).toFixed(1)} %`,
    `${right} / ${letters.length}`,
    `${near} / ${letters.length}`,
    unread,
    refused,
    leaks,
    (seconds[Math.floor(seconds.length / 2)] ?? 0).toFixed(1),
    (seconds.at(-1) ?? 0).toFixed(1),
  ]
  rows.push(`| ${cells.join(' | ')} |`)
  console.log(rows.at(-1))
}

const cards: string[] = []
for (const taking of [scanned, byPhone, badly]) {
  const kinds: string[] = []
  for (const document of documents) {
    const made = await readPhotos(reader, [await drawDocument(browser, document, taking)])
    if (made.kind !== 'identity-document') kinds.push(`${document.id}: ${made.kind}`)
  }
  cards.push(`| ${taking.name} | ${documents.length - kinds.length} / ${documents.length} | ${kinds.join(', ')} |`)
  console.log(cards.at(-1))
}
await reader.stop()
await closeBrowser()

writeFileSync(
  new URL('../../docs/reports/photo-reading.md', import.meta.url),
  `# Reading photos: figures

Made by \`node test/media/measure-reading.ts\` on ten invented letters and ${documents.length} invented identity documents (« SPECIMEN »), drawn by Chromium and
spoilt as a phone does (perspective, shadow, blur, JPEG, the size Telegram makes of it). Drawn letters are kinder than real ones: no
folds, no stamps, no handwriting. tesseract.js 7.0.0, \`@tesseract.js-data/fra\` 4.0.0_best_int, two cores shared with other work.

| How it was taken | words read | topic first | among three | unreadable | taken for an identity document | name, address or number left | seconds, median | worst |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

« Words read »: words of sender, subject and body found again. « Topic »: what the matcher makes of the text the turn is given (subject
first, without names, addresses and numbers). « Left »: letters of which some of it passes both that and the mask.

| Identity documents | refused | not refused |
| --- | --- | --- |
${cards.join('\n')}
`,
)

function rankOf(letter: Letter, text: string): number {
  const [first] = match(text)
  return (first?.candidates ?? []).findIndex(({ topic }) => letter.topics.includes(topic))
}
