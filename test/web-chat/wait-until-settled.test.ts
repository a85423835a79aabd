import { expect, test } from 'vitest'
import { waitUntilSettled } from '../../adapters/web-chat/wait-until-settled.ts'

function conversation(settledAfter: number) {
  const listeners = new Set<(id: string) => void>()
  let asked = 0
  return {
    listeners,
    tell: (id: string) => {
      for (const listener of listeners) listener(id)
    },
    isSettled: async () => ++asked > settledAfter,
    listen(listener: (id: string) => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

test('it waits for the answer, not for the clock', async () => {
  const talk = conversation(1)
  const waiting = waitUntilSettled(talk, 'mine', 1_000_000)
  const telling = setInterval(() => talk.tell('mine'), 1)
  await waiting
  clearInterval(telling)
  expect(talk.listeners.size).toBe(0)
})

test('an answer that does not come does not hold the page for ever', async () => {
  const talk = conversation(Number.POSITIVE_INFINITY)
  await waitUntilSettled(talk, 'mine', 10)
  expect(talk.listeners.size).toBe(0)
})
