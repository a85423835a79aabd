import type { MediaSettings } from '../../media/open-media.ts'
import { openMedia } from '../../media/open-media.ts'
import { type Check, check } from './check.ts'

/** Opens the speech model and the reader for real, each in its process, and ends them. */
export async function checkMedia(settings: MediaSettings): Promise<Check[]> {
  return [await checkVoice(settings), await checkPhotos(settings)]
}

async function checkVoice({ voiceModel }: MediaSettings): Promise<Check> {
  if (voiceModel === null)
    return check('voice notes', 'ok', 'not listened to, passed to a person: set VOICE_MODEL to listen')
  return trying('voice notes', 'give VOICE_MODEL a whole model (docs/fr/canaux/voix-et-photos.md)', async () => {
    const media = openMedia({ voiceModel, readPhotos: false })
    try {
      return `listened to with the ${(await media.tryVoice()).kind} model in ${voiceModel}`
    } finally {
      await media.stop()
    }
  })
}

async function checkPhotos({ readPhotos }: MediaSettings): Promise<Check> {
  if (!readPhotos) return check('photos', 'ok', 'not read: PHOTO_READING is off')
  return trying('photos', 'run « npm ci », or set PHOTO_READING=off', async () => {
    const media = openMedia({ voiceModel: null, readPhotos })
    try {
      await media.tryPhotos()
      return 'read when the person agrees'
    } finally {
      await media.stop()
    }
  })
}

async function trying(name: string, advice: string, open: () => Promise<string>): Promise<Check> {
  try {
    return check(name, 'ok', await open())
  } catch (error) {
    return check(name, 'broken', `${(error as Error).message} → ${advice}`)
  }
}
