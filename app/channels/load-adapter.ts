import { PasserelleError } from '../../store/passerelle-error.ts'
import { importOptional } from '../import-optional.ts'
import type { Log } from '../log.ts'

/** Without its package a channel is not there, and one line says so; the rest of the house runs. */
export async function loadAdapter<Adapter>(
  load: () => Promise<Adapter>,
  what: string,
  log: Log,
): Promise<Adapter | null> {
  try {
    return await importOptional(load, what)
  } catch (error) {
    if (!(error instanceof PasserelleError)) throw error
    log.error({ code: error.code }, error.message)
    return null
  }
}
