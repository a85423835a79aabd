import { type MediaSettings, openMedia } from '../media/open-media.ts'
import type { Senses } from '../messaging/senses.ts'
import { PasserelleError } from '../store/passerelle-error.ts'
import type { Log } from './log.ts'

export type OpenSenses = Senses

/** A folder that holds no speech model is one clear line; voice notes are then for a person, and the rest of the house runs. */
export function openSenses(settings: MediaSettings, log: Log): OpenSenses {
  try {
    return openMedia(settings)
  } catch (error) {
    if (!(error instanceof PasserelleError)) throw error
    log.error({ code: error.code }, error.message)
    return openMedia({ ...settings, voiceModel: null })
  }
}
