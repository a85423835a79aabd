import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

let dataDir: string
const running: ChildProcess[] = []

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'passerelle-start-'))
})

afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
})

function start(environment: Record<string, string>) {
  const child = spawn(process.execPath, ['app/passerelle.mjs', 'start'], {
    env: { ...process.env, DATA_DIR: dataDir, HOST: '127.0.0.1', LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  const output = { out: '', err: '' }
  child.stdout?.on('data', (piece) => {
    output.out += piece
  })
  child.stderr?.on('data', (piece) => {
    output.err += piece
  })
  return { child, output }
}

async function untilSaid(child: ChildProcess, output: { out: string; err: string }, words: RegExp): Promise<string> {
  while (!words.test(output.out)) {
    if (child.exitCode !== null) throw new Error(`It ended (${child.exitCode}): ${output.err}`)
    await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')])
  }
  return words.exec(output.out)?.[1] ?? ''
}

test('it says where it is and how to make the first account, and stops when asked', async () => {
  const { child, output } = start({ PORT: '0' })
  const url = await untilSaid(child, output, /^Chat: +(\S+)\/$/m)
  await untilSaid(child, output, /(\/console\/bienvenue\/\S+)/)
  expect(await (await fetch(`${url}/health/ready`)).json()).toEqual({ status: 'ready' })

  const second = start({ PORT: new URL(url).port })
  await once(second.child, 'close')
  expect(second.child.exitCode).toBe(1)
  expect(second.output.err.trim().split('\n')).toEqual([
    `Port ${new URL(url).port} is already in use: stop the other program or set PORT. [http.port-in-use]`,
  ])

  child.kill('SIGTERM')
  await once(child, 'close')
  expect([child.exitCode, output.err]).toEqual([0, ''])
})

test('a data folder it cannot make is one line that says what to do', async () => {
  const { child, output } = start({ PORT: '0', DATA_DIR: join(process.execPath, 'data') })
  await once(child, 'close')
  expect(child.exitCode).toBe(1)
  expect(output.err.trim().split('\n')).toEqual([expect.stringContaining('[data.cannot-write]')])
})
