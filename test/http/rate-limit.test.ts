import { expect, test } from 'vitest'
import { createRateLimit } from '../../app/http/rate-limit.ts'

test('what is over the limit is refused, and another address is not concerned', () => {
  const limit = createRateLimit({ most: 2, windowMs: 1000, now: () => 0 })
  expect([limit.allows('a'), limit.allows('a'), limit.allows('a')]).toEqual([true, true, false])
  expect(limit.allows('b')).toBe(true)
})

test('after the window one may try again', () => {
  let now = 0
  const limit = createRateLimit({ most: 1, windowMs: 1000, now: () => now })
  expect([limit.allows('a'), limit.allows('a')]).toEqual([true, false])
  now = 1000
  expect(limit.allows('a')).toBe(true)
})
