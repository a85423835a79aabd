import { fileURLToPath } from 'node:url'
import { afterEach, expect, it } from 'vitest'
import { askInTime } from '../../bench/ask-in-time.ts'
import { type ChildEngine, OutOfTime, startChild } from '../../bench/child-engine.ts'

const STUCK = fileURLToPath(new URL('./stuck-worker.ts', import.meta.url))
const SETUP = { language: 'fr', recipe: 'labelled' } as const

let children: ChildEngine[] = []
const start = (): ChildEngine => {
  const child = startChild('natural Bayes', STUCK)
  children.push(child)
  return child
}
afterEach(() => {
  for (const child of children) child.stop()
  children = []
})

it('an engine that never ends its training is stopped when its time is over', async () => {
  await expect(start().train(SETUP, [{ text: 'for ever', topic: 'a' }], 300)).rejects.toBeInstanceOf(OutOfTime)
})

it('a slow engine answers what it can in its time, and at least one batch', async () => {
  const child = start()
  await child.train(SETUP, [], 60_000)
  const messages = Array.from({ length: 200 }, (_, at) => ({ text: `message ${at}`, right: ['a'] }))
  const answered = await askInTime(child, messages, 1)
  expect(answered).toHaveLength(20)
  expect(await askInTime(child, messages, 60_000)).toHaveLength(200)
})
