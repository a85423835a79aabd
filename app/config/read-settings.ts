import { z } from 'zod'
import { PasserelleError } from '../../store/passerelle-error.ts'

export type Environment = NodeJS.ProcessEnv

/**
 * Reads one part's settings from the environment. A setting that cannot be used is one clear error (`config.invalid`) naming it; an
 * empty one is one that was left out, as files of settings often hold them.
 */
export function readSettings<Shape extends z.ZodRawShape>(environment: Environment, shape: Shape) {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const read = z.object(shape).safeParse(given)
  if (read.success) return read.data
  const first = read.error.issues[0]
  throw new PasserelleError(
    'config.invalid',
    `The setting ${first?.path.join('.')} cannot be used: ${first?.message}. Correct it or leave it out.`,
  )
}

/** Some of these settings are given, others not: says which are missing, and how to turn the part off. */
export function missingSettings(what: string, settings: Record<string, unknown>): PasserelleError {
  const names = (given: boolean) =>
    Object.entries(settings)
      .filter(([, value]) => (value !== undefined) === given)
      .map(([name]) => name)
      .join(', ')
  return new PasserelleError(
    'config.incomplete',
    `${what} needs ${names(false)} beside ${names(true)}: set ${names(false)}, or leave ${names(true)} out to turn it off.`,
  )
}
