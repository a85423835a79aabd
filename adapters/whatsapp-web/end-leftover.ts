import { readFileSync, readlinkSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const LOCKS = ['SingletonLock', 'SingletonSocket', 'SingletonCookie']
const PATIENCE_MS = 5_000

/**
 * A Node that was killed leaves its Chromium running, and that one keeps the profile locked: every later start would fail. Its number is in
 * the lock; it is ended only when it is really a Chromium of this profile. Called by who holds the session, with no Chromium of its own.
 * Returns the number of a process it could not see through, which then blocks the start; else null.
 */
export async function endLeftover(profile: string): Promise<number | null> {
  const lock = readLock(profile)
  if (lock !== null && lock.host === hostname()) {
    const line = commandOf(lock.pid)
    if (line === 'unknown') return lock.pid
    if (line?.includes(`--user-data-dir=${profile}`)) await end(lock.pid, profile)
  }
  // of another machine, or of nobody: whoever holds the session says that it is gone
  for (const name of LOCKS) rmSync(join(profile, name), { force: true })
  return null
}

/** The number of the Chromium that runs on this profile, as it says itself; null when none does. */
export function runningOn(profile: string): number | null {
  const lock = readLock(profile)
  return lock !== null && lock.host === hostname() && commandOf(lock.pid)?.includes(`--user-data-dir=${profile}`)
    ? lock.pid
    : null
}

/** `SingletonLock` is a link to « machine-number ». */
function readLock(profile: string): { host: string; pid: number } | null {
  try {
    const [, host, pid] = /^(.*)-(\d+)$/.exec(readlinkSync(join(profile, 'SingletonLock'))) ?? []
    return host === undefined ? null : { host, pid: Number(pid) }
  } catch {
    return null
  }
}

async function end(pid: number, profile: string): Promise<void> {
  const until = Date.now() + PATIENCE_MS
  kill(pid)
  while (commandOf(pid)?.includes(`--user-data-dir=${profile}`) && Date.now() < until) await sleep(50)
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // gone meanwhile
  }
}

/** What this process was started with; null when there is none, 'unknown' where the system does not tell. */
function commandOf(pid: number): string | null | 'unknown' {
  try {
    // a process that is over and not yet buried has no command any more
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') || null
  } catch {
    return process.platform === 'linux' || !isThere(pid) ? null : 'unknown'
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
