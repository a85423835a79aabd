import type { z } from 'zod'

/** The first thing wrong with each field of a form. */
export function errorsOf<Field extends string>({ issues }: z.ZodError<Record<Field, unknown>>) {
  const errors: Partial<Record<Field, string>> = {}
  for (const { path, message } of issues) errors[path[0] as Field] ??= message
  return errors
}
