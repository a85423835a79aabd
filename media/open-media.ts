import { inOwnProcess } from './in-own-process.ts'
import type { PhotosRead } from './photo/read-photos.ts'
import { findModel, type VoiceModel } from './voice/find-model.ts'
import type { VoiceHeard } from './voice/hear-voice.ts'

export interface MediaSettings {
  /** a folder with a speech model; null = voice notes are not listened to */
  voiceModel: string | null
  readPhotos: boolean
}

export interface Media {
  readonly listens: boolean
  readonly reads: boolean
  /** throws when it could not; never longer than a minute once begun */
  hear(media: 'voice' | 'photo', files: Uint8Array[]): Promise<VoiceHeard | PhotosRead>
  /** really opens the model and the reader; throws what is wrong */
  tryVoice(): Promise<VoiceModel>
  tryPhotos(): Promise<void>
  stop(): Promise<void>
}

const LONGEST_MS = 60_000
/** a model takes its place in memory: given back when nobody needs it */
const IDLE_MS = 5 * 60_000
/** Throws (`media.voice-model`) when the folder given holds no model that is known: at the start, not at the first voice note. */
export function openMedia({ voiceModel, readPhotos }: MediaSettings, limitMs = LONGEST_MS): Media {
  const model = voiceModel === null ? null : findModel(voiceModel)
  const ears = inOwnProcess<Uint8Array | null, VoiceHeard>({
    program: new URL('./voice/process.ts', import.meta.url),
    args: [JSON.stringify(model)],
    idleMs: IDLE_MS,
  })
  const eyes = inOwnProcess<Uint8Array[], PhotosRead>({
    program: new URL('./photo/process.ts', import.meta.url),
    args: [],
    idleMs: IDLE_MS,
  })
  return {
    listens: model !== null,
    reads: readPhotos,
    async hear(media, files) {
      if (media === 'photo') return eyes.run(files, limitMs)
      return ears.run(files[0] ?? new Uint8Array(), limitMs)
    },
    async tryVoice() {
      if (!model) throw new Error('VOICE_MODEL is not set.')
      await ears.run(null, limitMs)
      return model
    },
    tryPhotos: async () => void (await eyes.run([], limitMs)),
    async stop() {
      await Promise.all([ears.stop(), eyes.stop()])
    },
  }
}
