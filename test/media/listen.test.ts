import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { checkMedia } from '../../app/doctor/check-media.ts'
import { createLog } from '../../app/log.ts'
import { openSenses } from '../../app/open-senses.ts'
import { type Media, openMedia } from '../../media/open-media.ts'
import { decodeOggOpus, LONGEST_SPEECH_S } from '../../media/voice/decode-ogg-opus.ts'
import { findModel } from '../../media/voice/find-model.ts'
import { hearVoice } from '../../media/voice/hear-voice.ts'
import { createThird } from '../../media/voice/keep-one-in-three.ts'
import { splitSpeech } from '../../media/voice/split-speech.ts'
import { oggBomb } from './ogg-bomb.ts'
import { writeTinyModel } from './tiny-speech-model.ts'

const folder = mkdtempSync(join(tmpdir(), 'passerelle-voice-'))
const opened: Media[] = []
afterAll(async () => {
  for (const media of opened) await media.stop()
  rmSync(folder, { recursive: true, force: true })
})
const recording = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, 'recordings', `${name}.ogg`)))
const secondsOf = (speech: Float32Array) => speech.length / 16_000
const loudness = (speech: Float32Array) =>
  Math.sqrt(speech.reduce((sum, value) => sum + value * value, 0) / speech.length)

function open(voiceModel: string): Media {
  const media = openMedia({ voiceModel, readPhotos: false })
  opened.push(media)
  return media
}

function modelFolder(name: string, files: string[]): string {
  const path = join(folder, name)
  mkdirSync(path, { recursive: true })
  for (const file of files) writeFileSync(join(path, file), 'nothing yet')
  return path
}

test('a recorded voice note becomes speech at 16 kHz, all of it', async () => {
  const speech = await decodeOggOpus(recording('carte-perdue'))
  expect(secondsOf(speech)).toBeCloseTo(4.76, 1)
  expect(loudness(speech)).toBeGreaterThan(0.02)
  expect(loudness(await decodeOggOpus(recording('silence')))).toBeLessThan(0.001)
})

test('two channels are heard as one', async () => {
  const speech = await decodeOggOpus(recording('stereo'))
  expect(secondsOf(speech)).toBeGreaterThan(1)
  expect(loudness(speech)).toBeGreaterThan(0.02)
})

test('a cut note gives what there is; what is no OGG/Opus is refused', async () => {
  const whole = recording('carte-perdue')
  expect(secondsOf(await decodeOggOpus(whole.subarray(0, 6000)))).toBeGreaterThan(1)
  for (const wrong of ['', 'OggS', 'ID3 a song', `OggS${'x'.repeat(5000)}`])
    await expect(decodeOggOpus(Buffer.from(wrong)), wrong.slice(0, 8)).rejects.toThrow()
})

test('two megabytes that stand for fifteen hours are listened to for two minutes', async () => {
  expect(secondsOf(await decodeOggOpus(oggBomb(2_000_000)))).toBe(LONGEST_SPEECH_S)
})

test('from 48 to 16 kHz a voice stays and what is above hearing does not come back, in whatever pieces it comes', () => {
  const tone = (hz: number) =>
    Float32Array.from({ length: 48_000 }, (_, at) => Math.sin((2 * Math.PI * hz * at) / 48_000))
  expect(loudness(createThird()(tone(1_000)))).toBeCloseTo(Math.SQRT1_2, 1)
  expect(loudness(createThird()(tone(10_500)))).toBeLessThan(0.01)
  const third = createThird()
  const pieces = [0, 1, 2, 5, 1000, 30_001].map((from, index, all) => third(tone(440).subarray(from, all[index + 1])))
  const whole = createThird()(tone(440))
  expect(pieces.flatMap((piece) => [...piece])).toEqual([...whole])
  expect(whole.length).toBeGreaterThan(15_900)
})

test('a long note is cut in a pause, and nothing is lost', () => {
  const speech = new Float32Array(16_000 * 60).fill(0.5)
  speech.fill(0, 16_000 * 24, 16_000 * 25)
  const pieces = splitSpeech(speech, 16_000)
  expect(secondsOf(pieces[0] ?? speech)).toBeGreaterThan(24)
  expect(secondsOf(pieces[0] ?? speech)).toBeLessThan(25)
  expect(pieces.reduce((sum, piece) => sum + piece.length, 0)).toBe(speech.length)
})

test('which kind a model is follows from its files, the light ones first', () => {
  const kindOf = (name: string, files: string[]) => findModel(modelFolder(name, files))
  const parts = ['encoder.int8.onnx', 'encoder.onnx', 'decoder.onnx', 'joiner.onnx', 'tokens.txt']
  expect(kindOf('zipformer-fr', parts)).toMatchObject({ kind: 'transducer', nemo: false })
  expect(kindOf('zipformer-fr', parts)).toMatchObject({ encoder: expect.stringContaining('encoder.int8.onnx') })
  expect(kindOf('sherpa-onnx-nemo-parakeet-tdt-0.6b-v3-int8', parts)).toMatchObject({ nemo: true })
  const whisper = ['base-encoder.int8.onnx', 'base-decoder.int8.onnx', 'base-tokens.txt']
  expect(kindOf('whisper-base', whisper)).toMatchObject({
    kind: 'whisper',
    tokens: expect.stringContaining('base-tokens'),
  })
  expect(kindOf('nemo-fast-conformer-ctc', ['model.onnx', 'tokens.txt'])).toMatchObject({ kind: 'nemo-ctc' })
  expect(kindOf('zipformer-ctc', ['model.int8.onnx', 'tokens.txt'])).toMatchObject({ kind: 'zipformer-ctc' })
})

test('a folder that holds no model says what is missing and where to look', () => {
  const refused = (path: string) => () => findModel(path)
  expect(refused(join(folder, 'nowhere'))).toThrow(
    /VOICE_MODEL=.*nowhere.*no folder that can be read.*voix-et-photos\.md/,
  )
  expect(refused(modelFolder('empty', []))).toThrow('it holds no file ending in .onnx')
  expect(refused(modelFolder('no-tokens', ['model.onnx']))).toThrow('it holds no tokens.txt')
  expect(refused(modelFolder('half', ['encoder.onnx', 'tokens.txt']))).toThrow('a part of the model is missing')
})

test('with a wrong folder the house opens all the same, without listening', async () => {
  const senses = openSenses({ voiceModel: join(folder, 'nowhere'), readPhotos: true }, createLog('silent'))
  expect(senses.listens).toBe(false)
  await senses.stop()
})

test('sherpa-onnx opens a model and hears a voice note with it; silence is nothing', async () => {
  const media = open(writeTinyModel(join(folder, 'tiny')))
  expect((await media.tryVoice()).kind).toBe('nemo-ctc')
  const heard = await media.hear('voice', [recording('carte-perdue')])
  expect(heard).toMatchObject({ kind: 'words', text: expect.stringMatching(/^bonjour( bonjour)*$/) })
  expect(await media.hear('voice', [recording('silence')])).toEqual({ kind: 'nothing' })
  await expect(media.hear('voice', [Buffer.from('not a voice note')])).rejects.toThrow('no OGG/Opus')
})

test('a model that stops the engine stops its process only, and says why', async () => {
  const cut = writeTinyModel(join(folder, 'cut'))
  writeFileSync(join(cut, 'model.onnx'), readFileSync(join(cut, 'model.onnx')).subarray(0, 500))
  await expect(open(cut).tryVoice()).rejects.toThrow(/Protobuf parsing failed/)
  await expect(open(modelFolder('no-words', ['model.onnx', 'tokens.txt'])).tryVoice()).rejects.toThrow(/ended/)
  const withoutSize = open(writeTinyModel(join(folder, 'without-size'), { vocab_size: '' }))
  await expect(withoutSize.tryVoice()).rejects.toThrow(/vocab_size/)
  await expect(withoutSize.hear('voice', [recording('silence')])).rejects.toThrow(/vocab_size/)
})

test('the doctor opens the model for real and says what to mend', async () => {
  const said = async (voiceModel: string | null) => (await checkMedia({ voiceModel, readPhotos: false }))[0]
  expect(await said(null)).toMatchObject({ state: 'ok', says: expect.stringContaining('passed to a person') })
  expect(await said(join(folder, 'nowhere'))).toMatchObject({ state: 'broken' })
  expect(await said(modelFolder('broken', ['model.onnx', 'tokens.txt']))).toMatchObject({ state: 'broken' })
  expect(await said(writeTinyModel(join(folder, 'tiny')))).toMatchObject({ state: 'ok' })
})

test('marks of noise are no words, and capitals are not shouted', async () => {
  const heardAs = (text: string) => hearVoice({ transcribe: async () => text }, recording('silence'))
  expect(await heardAs(' [Musique] ')).toEqual({ kind: 'nothing' })
  expect(await heardAs('...')).toEqual({ kind: 'nothing' })
  expect(await heardAs('MA CARTE VITALE')).toEqual({ kind: 'words', text: 'ma carte vitale' })
})
