import { z } from 'zod'
import { type NetworkSettings, networkSettingsSchema } from './settings.schema.ts'

export type ReadSettings = { kind: 'good'; settings: NetworkSettings } | { kind: 'broken'; why: string }

/** Reads the text of a settings file; `id` is the name of the file, which must be the id inside. */
export function readSettings(text: string, id: string): ReadSettings {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    return { kind: 'broken', why: `it is not valid JSON (${error instanceof Error ? error.message : String(error)})` }
  }
  return checkSettings(document, id)
}

export function checkSettings(document: unknown, id: string): ReadSettings {
  const parsed = networkSettingsSchema.safeParse(document)
  if (!parsed.success) return { kind: 'broken', why: parsed.error.issues.map(issueText).join('; ') }
  if (parsed.data.id !== id)
    return {
      kind: 'broken',
      why: `its "id" is "${parsed.data.id}" but the file is named "${id}.json": make them the same`,
    }
  return { kind: 'good', settings: parsed.data }
}

function issueText({ path, message }: z.core.$ZodIssue): string {
  return path.length === 0 ? message : `"${z.core.toDotPath(path)}": ${message}`
}
