import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const files = ['app/config.ts', ...readdirSync('app/config').map((file) => `app/config/${file}`)]
const names = files.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name ?? ''),
)

test('every setting that is read is told in docs/settings.md', () => {
  const told = readFileSync('docs/settings.md', 'utf8')
  expect(names.length).toBeGreaterThan(20)
  expect([...new Set(names)].filter((name) => !told.includes(`\`${name}\``) && name !== 'NODE_ENV')).toEqual([])
})
