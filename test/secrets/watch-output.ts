import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import { newFolder } from '../new-folder.ts'
import type { Written } from './search.ts'

/** The log at its most talkative, in a file, and whatever else the house prints, for the test that asks. */
export function watchOutput() {
  const file = join(newFolder(), 'log')
  let printed = ''
  const keep = (...pieces: unknown[]) => {
    printed += `${pieces.map(String).join(' ')}\n`
    return true
  }
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(keep),
    vi.spyOn(process.stderr, 'write').mockImplementation(keep),
    ...(['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation(keep),
    ),
  ]
  onTestFinished(() => {
    for (const spy of spies) spy.mockRestore()
  })
  const logged = () => readFileSync(file, 'utf8')
  return {
    environment: { TEST_LOG: 'trace', TEST_LOG_FILE: file },
    logged,
    written: (): Written[] => [
      ['the log', Buffer.from(logged())],
      ['the output', Buffer.from(printed)],
    ],
  }
}
