import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Where the link with the phone lives: Chromium's profile, and beside it who runs it and until when we listened. */
export interface SessionFolder {
  root: string
  profile: string
  owner: string
  heardUntil: string
}

/** For its owner alone: who has this folder can write as the association. */
export function openSessionFolder(folder: string): SessionFolder {
  const root = resolve(folder)
  const profile = join(root, 'session')
  mkdirSync(profile, { recursive: true, mode: 0o700 })
  return { root, profile, owner: join(root, 'owner.json'), heardUntil: join(root, 'heard-until') }
}

/** Unlinked: what is left of the session is of no use, and Chromium would come back half logged in. */
export function forgetSession({ profile, heardUntil }: SessionFolder): void {
  rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  rmSync(heardUntil, { force: true })
  mkdirSync(profile, { recursive: true, mode: 0o700 })
}

/** Until when we were listening (epoch ms); null before the first time. */
export function readHeardUntil({ heardUntil }: SessionFolder): number | null {
  try {
    const at = Number(readFileSync(heardUntil, 'utf8'))
    return Number.isFinite(at) && at > 0 ? at : null
  } catch {
    return null
  }
}

export function writeHeardUntil({ heardUntil }: SessionFolder, at: number): void {
  writeFileSync(heardUntil, String(at), { mode: 0o600 })
}
