import { expect, it } from 'vitest'
import { generateSecrets } from './generate-secrets.ts'
import { findLeaks } from './search.ts'

const secrets = generateSecrets(1, 110).map(({ secret }) => secret)
const found = (text: string, secret: string) =>
  findLeaks([secret], [['here', Buffer.from(`\0id"${text}"\0`)]]).length > 0

it.each<[string, (secret: string) => string]>([
  ['as it was typed', (secret) => secret],
  ['without its spaces', (secret) => secret.replaceAll(' ', '')],
  ['in the address of a page', (secret) => `/?q=${encodeURIComponent(secret)}`],
  ['in a form', (secret) => String(new URLSearchParams({ q: secret }))],
  ['in a row written as JSON', (secret) => JSON.stringify({ text: `mon secret ${secret}.` })],
])('a secret is found %s', (_how, write) => {
  expect(secrets.filter((secret) => !found(write(secret), secret))).toEqual([])
})

it.each([0, 1, 2, 3])('a long one is found in base64 after %s other bytes', (before) => {
  const long = secrets.filter((secret) => secret.replace(/[\s.-]/g, '').length >= 8)
  const missed = long.filter(
    (secret) => !found(Buffer.from(`${'\x1c'.repeat(before)}${secret}\x15\x02`).toString('base64'), secret),
  )
  expect(missed).toEqual([])
})

it('a number is found however its digits are set apart', () => {
  for (const written of ['4970101234567890', '4970.1012.3456.7890', '49 70 10 12 34 56 78 90'])
    expect(found(written, '4970 1012 3456 7890')).toBe(true)
})

it('a code is not found by chance within a time or an id', () => {
  expect(found('1793602493817', '493817')).toBe(false)
  expect(found('019a493817bc', '493817')).toBe(false)
})
