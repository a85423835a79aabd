import { existsSync, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** Makes a folder and those above it, one by one: Node's own recursive mkdir never returns on paths like /proc/nowhere/data. */
export function makeFolder(path: string): void {
  const whole = resolve(path)
  if (existsSync(whole)) return
  const parent = dirname(whole)
  if (parent !== whole) makeFolder(parent)
  mkdirSync(whole, { mode: 0o700 })
}
