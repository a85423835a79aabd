import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'vitest'

const CHROMIUM = '/usr/bin/chromium'
export const isChromiumHere = existsSync(CHROMIUM)
if (!isChromiumHere && process.env.CI === 'true') throw new Error(`${CHROMIUM} is missing: apt-get install -y chromium`)

/** A test that runs a real Chromium; skipped, with its reason in its name, where there is none. */
export const chromiumTest: (name: string, body: () => Promise<void>) => void = isChromiumHere
  ? test
  : (name) => test.skip(`${name} (no ${CHROMIUM} here: apt-get install -y chromium)`, () => {})

const read = (name: string) => readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8')

/**
 * What the channel is given in a test: our page as a version of WhatsApp Web kept on disk, and a Chromium that reaches this machine and
 * nothing else.
 */
export function prepareWeb(sideUrl: string) {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-whatsapp-'))
  const page = join(folder, '2.3000.0.html')
  const script = read('page.js')
  writeFileSync(
    page,
    read('index.html')
      .replace('__SERVER__', sideUrl)
      .replace('__SCRIPT__', () => script),
  )
  const chromium = join(folder, 'chromium')
  const rules = 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'
  // a page of the internet may not speak to this machine: here it must
  const here = new URL(sideUrl).host
  writeFileSync(
    chromium,
    `#!/bin/sh\nexec ${CHROMIUM} --host-resolver-rules='${rules}' --ip-address-space-overrides=${here}=public "$@"\n`,
    { mode: 0o755 },
  )
  return { folder, page, chromium, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) }
}
