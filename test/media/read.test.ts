import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Media, openMedia } from '../../media/open-media.ts'
import { gistOf } from '../../media/photo/gist.ts'
import { isIdentityDocument } from '../../media/photo/is-identity-document.ts'
import { measureImage } from '../../media/photo/measure-image.ts'
import { readPhotos } from '../../media/photo/read-photos.ts'
import { checkScam } from '../../safety/scam/check-scam.ts'
import { closeBrowser, openBrowser, pageTest } from '../pages/browser.ts'
import { badly, byPhone, documents, drawDocument, drawLetter, drawScreen, letters } from './draw.ts'

// A reader that is really tesseract, in its process, on pictures really drawn; figures in docs/reports/photo-reading.md.
/** seconds on a quiet one */
const A_BUSY_MACHINE_MS = 240_000
vi.setConfig({ testTimeout: A_BUSY_MACHINE_MS, hookTimeout: A_BUSY_MACHINE_MS })
let media: Media
beforeAll(() => {
  media = openMedia({ voiceModel: null, readPhotos: true }, A_BUSY_MACHINE_MS)
})
afterAll(async () => {
  await media.stop()
  await closeBrowser()
})
const read = (...files: Uint8Array[]) => media.hear('photo', files)
const letter = (id: string) => letters.find((one) => one.id === id) ?? letters[0]
const document = (id: string) => documents.find((one) => one.id === id) ?? documents[0]
const named = <Item>(item: Item | undefined): Item => {
  if (!item) throw new Error('The list is empty.')
  return item
}

pageTest('a letter photographed by hand is read: its subject first, and nothing of whom it was sent to', async () => {
  const made = await read(await drawLetter(await openBrowser(), named(letter('caf-declaration')), byPhone))
  expect(made).toMatchObject({ kind: 'words', text: expect.stringMatching(/^Objet : votre déclaration trimestrielle/) })
  const text = made.kind === 'words' ? made.text : ''
  for (const private_ of ['Louise', 'SPECIMEN', 'rue des Essais', '87300', '1234567'])
    expect(text).not.toContain(private_)
})

pageTest('blurred and askew, it still gives its subject', async () => {
  const made = await read(await drawLetter(await openBrowser(), named(letter('titre-sejour')), badly))
  expect(made).toMatchObject({ kind: 'words', text: expect.stringContaining('titre de séjour') })
})

pageTest('each identity document is refused, and what is passed on holds not a word of it', async () => {
  const browser = await openBrowser()
  for (const { id } of documents)
    expect(await read(await drawDocument(browser, named(document(id)), byPhone)), id).toEqual({
      kind: 'identity-document',
    })
})

pageTest('one identity document among the pages and all of them are refused', async () => {
  const browser = await openBrowser()
  const page = await drawLetter(browser, named(letter('amende')), byPhone)
  expect(await read(page, await drawDocument(browser, named(document('passeport')), byPhone))).toEqual({
    kind: 'identity-document',
  })
})

pageTest('a message on a screen keeps its link, for the scam check', async () => {
  const lines = [
    'SMS de +33 7 00 00 00 00',
    'Votre carte vitale expire.',
    'Réglez 0,99 € sur http://ameli-carte.info avant ce soir.',
  ]
  const made = await read(await drawScreen(await openBrowser(), lines))
  expect(checkScam(made.kind === 'words' ? made.text : '')?.verdict).toBe('scam')
})

pageTest('a picture with nothing to read gives nothing', async () => {
  expect(await read(await drawScreen(await openBrowser(), ['']))).toEqual({ kind: 'nothing' })
})

test('what is no picture, or a broken one, is an error and not the end', async () => {
  await expect(read(Buffer.from('<script>alert(1)</script> and some more'))).rejects.toThrow('no picture we know')
  const cut = Buffer.concat([png(800, 600), Buffer.alloc(20_000, 7)])
  await expect(read(cut)).rejects.toThrow()
  await media.tryPhotos()
})

test('a small file that says it is immense is never opened', async () => {
  const never = { read: () => Promise.reject(new Error('it was opened')) }
  await expect(readPhotos(never, [png(60_000, 60_000)])).rejects.toThrow('60000 × 60000 is not opened')
  await expect(readPhotos(never, [png(3, 100_000)])).rejects.toThrow('is not opened')
})

test('the size of each kind of picture is read from its first bytes', () => {
  expect(measureImage(png(1280, 960))).toEqual({ type: 'png', width: 1280, height: 960 })
  const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc00011080400030001011100021101031101', 'hex')
  expect(measureImage(jpeg)).toEqual({ type: 'jpeg', width: 768, height: 1024 })
  const gif = Buffer.concat([Buffer.from('GIF89a'), Buffer.from('80026801', 'hex'), Buffer.alloc(30)])
  expect(measureImage(gif)).toEqual({ type: 'gif', width: 640, height: 360 })
  const webp = Buffer.concat([
    Buffer.from('RIFF....WEBPVP8X'),
    Buffer.from('0a00000000000000ff0400bf0300', 'hex'),
    Buffer.alloc(9),
  ])
  expect(measureImage(webp)).toEqual({ type: 'webp', width: 1280, height: 960 })
  for (const other of ['', 'BM', 'II*\0 a tiff file with some length to it'])
    expect(measureImage(Buffer.from(other.padEnd(other === '' ? 0 : 40), 'latin1'))).toBeNull()
})

test('a letter about an identity document is not one', () => {
  for (const text of [
    'Objet : votre demande de carte nationale d’identité\nVotre carte est disponible à la mairie.',
    'Comment refaire ma carte d’identité ?',
    'Préfecture de l’Essai\nVotre titre de séjour arrive à expiration.\nRépublique française',
    'Nous vous rappelons que le permis de conduire doit être présenté lors du contrôle.',
  ])
    expect(isIdentityDocument(text), text).toBe(false)
})

test('badly read lines for machines are still known', () => {
  for (const line of ['IDFRASPECIMEN<<<<<<<<<<<<<<<<', 'P<FRASPECIMEN<<LOUISE«««<<«<«', 'SPECIMEN«LOUISE«««««'])
    expect(isIdentityDocument(`quelques mots\n${line}`), line).toBe(true)
})

test('names, addresses, births and numbers are left out of what a letter is about', () => {
  const text = gistOf(
    [
      'Madame Louise SPECIMEN',
      '3 bis avenue des Essais',
      '87300 BELLAC',
      'Née le 01/01/1970',
      'N° allocataire : 1234567',
      'Réf. : 2026/555444',
      'Objet : votre aide au logement',
      'Madame,',
      'Votre aide au logement est suspendue.',
    ].join('\n'),
  )
  expect(text.split('\n')).toEqual([
    'Objet : votre aide au logement',
    'Madame,',
    'Votre aide au logement est suspendue.',
  ])
})

/** The beginning of a PNG file that says this is its size. */
function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(33)
  header.write('\x89PNG\r\n\x1a\n', 'latin1')
  header.writeUInt32BE(13, 8)
  header.write('IHDR', 12)
  header.writeUInt32BE(width, 16)
  header.writeUInt32BE(height, 20)
  return header
}
