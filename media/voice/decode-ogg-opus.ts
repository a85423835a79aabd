import { OggOpusDecoder } from 'ogg-opus-decoder'
import { createThird } from './keep-one-in-three.ts'
import type { Speech } from './transcriber.ts'

/** What people say in one go; the rest of a longer note is not listened to. */
export const LONGEST_SPEECH_S = 120
const OUT_HZ = 16_000
/** One byte can stand for a tenth of a second of nothing: by small pieces, a bomb of some megabytes is stopped in time. */
const PIECE_BYTES = 2048

/** OGG/Opus, as every messenger records voice, to what speech engines want. Throws when it is something else. */
export async function decodeOggOpus(file: Uint8Array): Promise<Speech> {
  if (Buffer.from(file.subarray(0, 4)).toString('latin1') !== 'OggS') throw new Error('This is no OGG/Opus voice note.')
  const decoder = new OggOpusDecoder({ forceStereo: false })
  try {
    await decoder.ready
    const speech = new Float32Array(LONGEST_SPEECH_S * OUT_HZ)
    const third = createThird()
    let length = 0
    let errors = 0
    for (let at = 0; at < file.length && length < speech.length; at += PIECE_BYTES) {
      const piece = await decoder.decode(file.subarray(at, at + PIECE_BYTES))
      errors += piece.errors.length
      const samples = third(toOneChannel(piece.channelData, piece.samplesDecoded)).subarray(0, speech.length - length)
      speech.set(samples, length)
      length += samples.length
    }
    if (length < speech.length) {
      const { channelData, samplesDecoded } = await decoder.flush()
      const samples = third(toOneChannel(channelData, samplesDecoded)).subarray(0, speech.length - length)
      speech.set(samples, length)
      length += samples.length
    }
    if (length === 0) throw new Error(`No sound in this voice note (${errors} broken packets).`)
    return speech.subarray(0, length)
  } finally {
    decoder.free()
  }
}

function toOneChannel(channels: Float32Array[], samples: number): Float32Array {
  const [first, ...others] = channels
  if (!first) return new Float32Array(0)
  if (others.length === 0) return first.subarray(0, samples)
  return Float32Array.from({ length: samples }, (_, index) => {
    let sum = 0
    for (const channel of channels) sum += channel[index] ?? 0
    return sum / channels.length
  })
}
