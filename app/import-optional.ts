import { PasserelleError } from '../store/passerelle-error.ts'

/**
 * Loads a part that brings a heavy package, when it is turned on and not before. A package that is not installed is one clear error
 * (`package.missing`) naming it; anything else is thrown as it is.
 */
export async function importOptional<Part>(load: () => Promise<Part>, what: string): Promise<Part> {
  try {
    return await load()
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_MODULE_NOT_FOUND') throw error
    const name = /package '([^']+)'/.exec((error as Error).message)?.[1] ?? 'its package'
    throw new PasserelleError(
      'package.missing',
      `${what} needs the npm package « ${name} », which is not installed: run « npm ci ».`,
      {
        cause: error,
      },
    )
  }
}
