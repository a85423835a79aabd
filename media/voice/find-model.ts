import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { PasserelleError } from '../../store/passerelle-error.ts'

/** A speech model in a folder, as sherpa-onnx publishes them; which kind it is follows from its files. */
export type VoiceModel = { folder: string; tokens: string } & (
  | { kind: 'transducer'; encoder: string; decoder: string; joiner: string; nemo: boolean }
  | { kind: 'whisper'; encoder: string; decoder: string }
  | { kind: 'nemo-ctc' | 'zipformer-ctc'; model: string }
)

/** Throws `media.voice-model`, with what to do, when the folder holds no model of a kind that is known. */
export function findModel(folder: string): VoiceModel {
  const names = namesIn(folder)
  const onnx = names.filter((name) => name.endsWith('.onnx'))
  const tokens = names.find((name) => /(^|-)tokens\.txt$/.test(name))
  if (onnx.length === 0) throw refuse(folder, 'it holds no file ending in .onnx')
  if (!tokens) throw refuse(folder, 'it holds no tokens.txt')
  const at = (name: string) => join(folder, name)
  const base = { folder, tokens: at(tokens) }
  const [encoder, decoder, joiner] = ['encoder', 'decoder', 'joiner'].map((part) => lightest(onnx, part))
  if (encoder && decoder && joiner)
    return {
      ...base,
      kind: 'transducer',
      encoder: at(encoder),
      decoder: at(decoder),
      joiner: at(joiner),
      nemo: /nemo|parakeet/i.test(folder) || says(at(encoder), ['EncDecRNNT', 'EncDecHybridRNNT']),
    }
  if (encoder && decoder) return { ...base, kind: 'whisper', encoder: at(encoder), decoder: at(decoder) }
  if (encoder || decoder || joiner) throw refuse(folder, 'a part of the model is missing (encoder, decoder or joiner)')
  const model = at(lightest(onnx, '') ?? '')
  const zipformer = /zipformer/i.test(folder) || says(model, ['zipformer'])
  return { ...base, kind: zipformer ? 'zipformer-ctc' : 'nemo-ctc', model }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    throw refuse(folder, 'it is no folder that can be read')
  }
}

/** Of a part that is there in two weights, the one of whole numbers: it is made for small machines. */
function lightest(names: string[], part: string): string | undefined {
  const fitting = names.filter((name) => name.includes(part))
  return fitting.find((name) => name.includes('int8')) ?? fitting[0]
}

const LOOKED_AT = 4 * 1024 * 1024

/** Does the model name one of these about itself? Models write it at their beginning or their end. */
function says(path: string, words: string[]): boolean {
  const size = statSync(path).size
  const file = openSync(path, 'r')
  try {
    return [0, Math.max(0, size - LOOKED_AT)].some((from) => {
      const piece = Buffer.alloc(Math.min(LOOKED_AT, size))
      readSync(file, piece, 0, piece.length, from)
      return words.some((word) => piece.includes(word))
    })
  } finally {
    closeSync(file)
  }
}

function refuse(folder: string, why: string): PasserelleError {
  return new PasserelleError(
    'media.voice-model',
    `VOICE_MODEL=${folder} cannot be used: ${why}. Give the folder of a sherpa-onnx model (see docs/fr/canaux/voix-et-photos.md), or leave VOICE_MODEL out.`,
  )
}
