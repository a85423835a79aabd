import { existsSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { inOwnProcess } from '../../media/in-own-process.ts'
import { until } from '../telegram/until.ts'

const open = (idleMs = 60_000) =>
  inOwnProcess<string, unknown>({ program: new URL('./programs/obey.ts', import.meta.url), args: [], idleMs })
let own = open()
afterEach(async () => {
  await own.stop()
  own = open()
})
const isAlive = (pid: unknown) => existsSync(`/proc/${pid}`)

test('a job that throws says why, and the process goes on', async () => {
  const pid = await own.run('who', 10_000)
  await expect(own.run('refuse', 10_000)).rejects.toThrow('this file is broken')
  expect(await own.run('who', 10_000)).toBe(pid)
})

test('a file that kills the process is one failure; the next is read by a new process', async () => {
  for (const end of ['die', 'leave']) {
    await expect(own.run(end, 10_000)).rejects.toThrow('in the middle')
    expect(await own.run('hello', 10_000)).toBe('hello')
  }
})

test('one that takes too long is cut, even when it never yields', async () => {
  const pid = await own.run('who', 10_000)
  for (const slow of ['freeze', 'sleep']) await expect(own.run(slow, 300)).rejects.toThrow('more than 0.3 s')
  expect(isAlive(pid)).toBe(false)
  expect(await own.run('hello', 10_000)).toBe('hello')
})

test('jobs are done one at a time, in the order they came', async () => {
  const pids = await Promise.all(['who', 'who', 'who'].map((job) => own.run(job, 10_000)))
  expect(new Set(pids).size).toBe(1)
})

test('it gets none of our environment, and may neither write a file nor start a program', async () => {
  expect(await own.run('environment', 10_000)).toEqual([])
  await expect(own.run('write', 10_000)).rejects.toThrow(/restricted/)
  await expect(own.run('start', 10_000)).rejects.toThrow(/restricted/)
  expect(existsSync('/tmp/passerelle-must-not-be')).toBe(false)
})

test('it ends by itself when nobody needs it, and with the house', async () => {
  await own.stop()
  own = open(100)
  const first = await own.run('who', 10_000)
  await until(() => !isAlive(first))
  const second = await own.run('who', 10_000)
  await own.stop()
  expect(isAlive(second)).toBe(false)
})
