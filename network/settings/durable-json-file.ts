import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { SyncAdapter } from 'lowdb'

/**
 * A JSON document on the disk, for lowdb: after `write` returns, a power cut leaves the old text or the new one, never half
 * of it. lowdb's own adapter does not wait for the disk.
 */
export class DurableJsonFile implements SyncAdapter<unknown> {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }

  /** Null when there is no file; throws SyntaxError when it is not JSON. */
  read(): unknown {
    const text = this.readText()
    return text === null ? null : JSON.parse(text)
  }

  readText(): string | null {
    try {
      return readFileSync(this.path, 'utf8').replace(/^\uFEFF/, '')
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }

  write(document: unknown): void {
    this.writeText(`${JSON.stringify(document, null, 2)}\n`)
  }

  writeText(text: string): void {
    const temporary = `${this.path}.${process.pid}.tmp`
    try {
      const file = openSync(temporary, 'w')
      try {
        writeFileSync(file, text)
        fsyncSync(file)
      } finally {
        closeSync(file)
      }
      renameSync(temporary, this.path)
    } catch (error) {
      rmSync(temporary, { force: true })
      throw error
    }
    syncFolder(dirname(this.path))
  }
}

/** The new name lives in the folder: it too must reach the disk. Windows has no such call and does not need it. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
