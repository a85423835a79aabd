import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Of a network's models, the one served is kept; what a training cut short left behind goes too. */
export function forgetOtherModels(folder: string, prefix: string, kept: string): void {
  for (const file of readdirSync(folder)) {
    const path = join(folder, file)
    if (file.startsWith(prefix) && path !== kept && !file.endsWith('.unfinished')) rmSync(path, { force: true })
  }
}
