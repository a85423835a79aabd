import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import type { SessionFolder } from './session-folder.ts'

/** On another machine (a container has a name of its own) we cannot see who lives: this long without a sign, nobody does. */
const SILENT_AFTER_MS = 120_000

interface Owner {
  host: string
  pid: number
  /** when the process started: a number used again is somebody else */
  started: string | null
}

export interface Hold {
  /** a sign of life, at each heartbeat */
  touch(): void
  release(): void
}

/**
 * One process at a time runs WhatsApp on this folder: two would take the session from one another for ever. Returns null while another
 * one holds it.
 */
export function holdSession({ owner }: SessionFolder): Hold | null {
  const me: Owner = { host: hostname(), pid: process.pid, started: startOf(process.pid) }
  const known = readOwner(owner)
  if (known && !isMe(known, me) && isAlive(known, me, owner)) return null
  writeFileSync(owner, JSON.stringify(me), { mode: 0o600 })
  const isStillMine = () => {
    const now = readOwner(owner)
    return now !== null && isMe(now, me)
  }
  return {
    touch() {
      if (isStillMine()) utimesSync(owner, new Date(), new Date())
    },
    release() {
      if (isStillMine()) rmSync(owner, { force: true })
    },
  }
}

const isMe = (owner: Owner, me: Owner) => owner.host === me.host && owner.pid === me.pid && owner.started === me.started

function isAlive(owner: Owner, me: Owner, file: string): boolean {
  if (owner.host !== me.host) return Date.now() - statSync(file).mtimeMs < SILENT_AFTER_MS
  if (owner.started !== null) return startOf(owner.pid) === owner.started
  try {
    process.kill(owner.pid, 0)
    return true
  } catch {
    return false
  }
}

function readOwner(file: string): Owner | null {
  try {
    const read = JSON.parse(readFileSync(file, 'utf8')) as Partial<Owner>
    if (typeof read.host !== 'string' || typeof read.pid !== 'number') return null
    return { host: read.host, pid: read.pid, started: read.started ?? null }
  } catch {
    return null
  }
}

/** Where the system tells; null elsewhere than on Linux, or when there is no such process. */
function startOf(pid: number): string | null {
  try {
    // its name may hold spaces and brackets: what counts comes after the last one
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return fields[0] === 'Z' ? null : (fields[19] ?? null)
  } catch {
    return null
  }
}
