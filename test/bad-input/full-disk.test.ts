import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { MessagingTables } from '../../messaging/tables.ts'
import { openSqlite } from '../../store/open-sqlite.ts'
import { freePort } from '../heavy/start-service.ts'
import { runService } from './run-service.ts'

const disk = mkdtempSync(join(tmpdir(), 'passerelle-disk-'))
const mounted = mountSmallDisk(disk)
const why = mounted || process.env.CI === 'true' ? '' : ' (skipped: this user may not mount a small disk)'
afterAll(() => {
  if (mounted) execFileSync('umount', ['--lazy', disk])
  rmSync(disk, { recursive: true, force: true })
})

it.skipIf(why !== '')(
  `a full disk refuses messages, loses none it took, and takes them again once there is room${why}`,
  async () => {
    expect(mounted).toBe(true)
    const dataDir = join(disk, 'data')
    mkdirSync(dataDir)
    const port = await freePort()
    const { DATABASE_URL: _, ...environment } = process.env
    const child = spawn(process.execPath, ['test/heavy/service.ts', dataDir, '/dev/null', String(port)], {
      env: environment,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    await once(child.stdout, 'data')
    const taken: string[] = []
    async function write(nativeId: string): Promise<boolean> {
      const activity = { kind: 'text', text: 'bonjour '.repeat(60) }
      const body = JSON.stringify([{ nativeId, person: nativeId, address: nativeId, activity }])
      const { ok } = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body })
      if (ok) taken.push(nativeId)
      return ok
    }

    expect(await write('first')).toBe(true)
    const filler = join(disk, 'filler')
    fill(filler)
    let refused = 0
    for (let index = 0; index < 400 && refused < 3; index++) if (!(await write(`while-full-${index}`))) refused++
    expect(refused).toBe(3)
    rmSync(filler)
    expect(await write('after')).toBe(true)
    child.kill('SIGKILL')
    await once(child, 'exit')

    const store = openSqlite(join(dataDir, 'passerelle.db'))
    const rows = await store.of<MessagingTables>().selectFrom('inbox').select('native_id').execute()
    await store.close()
    expect(rows.map((row) => row.native_id).toSorted()).toEqual(taken.toSorted())
  },
)

it.skipIf(why !== '')(`a disk full from the start is one line that says so${why}`, async () => {
  const dataDir = join(disk, 'new')
  mkdirSync(join(dataDir, 'networks'), { recursive: true })
  fill(join(disk, 'filler'))
  const { code, said } = await runService({ DATA_DIR: dataDir })
  rmSync(join(disk, 'filler'))
  expect(said).toEqual([expect.stringMatching(/disk full\?.*\[/)])
  expect(code).toBe(1)
  // nothing half-made is in the way of the next start
  expect((await runService({ DATA_DIR: dataDir })).code).toBe(0)
})

it.skipIf(why !== '')(`a disk that cannot be written is one line that says so${why}`, async () => {
  const dataDir = join(disk, 'read-only')
  mkdirSync(join(dataDir, 'networks'), { recursive: true })
  execFileSync('mount', ['-o', 'remount,ro', disk])
  const { code, said } = await runService({ DATA_DIR: dataDir })
  execFileSync('mount', ['-o', 'remount,rw', disk])
  expect(said).toEqual([expect.stringMatching(/writable.*\[/)])
  expect(code).toBe(1)
})

function mountSmallDisk(path: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', path], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function fill(path: string): void {
  const handle = openSync(path, 'w')
  const block = Buffer.alloc(4096, 1)
  try {
    for (;;) writeSync(handle, block)
  } catch {
    closeSync(handle)
  }
}
