import { z } from 'zod'
import type { MediaSettings } from '../../media/open-media.ts'
import { type Environment, readSettings } from './read-settings.ts'

const shape = {
  /** the folder of a sherpa-onnx speech model */
  VOICE_MODEL: z.string().min(1).optional(),
  PHOTO_READING: z.enum(['on', 'off']).default('on'),
}

export function readMedia(environment: Environment): MediaSettings {
  const given = readSettings(environment, shape)
  return { voiceModel: given.VOICE_MODEL ?? null, readPhotos: given.PHOTO_READING === 'on' }
}
