import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect } from 'vitest'
import { runningOn } from '../../adapters/whatsapp-web/end-leftover.ts'
import { until } from '../telegram/until.ts'
import { personNumbered, text } from './messages.ts'
import { chromiumTest, isChromiumHere } from './offline-chromium.ts'
import { openWhatsAppWebHouse, type WhatsAppWebHouse } from './whatsapp-web-house.ts'

const LONG = 55_000
const person = personNumbered(1)
const unhandled: unknown[] = []
const note = (error: unknown) => unhandled.push(error)

let web: WhatsAppWebHouse
beforeEach(async () => {
  process.on('unhandledRejection', note)
  if (isChromiumHere) web = await openWhatsAppWebHouse()
}, 90_000)

/** Nothing is left, and nothing fell where nobody could catch it: Node would have ended on it. */
afterEach(async () => {
  await web?.close()
  process.off('unhandledRejection', note)
  expect(unhandled.splice(0)).toEqual([])
  if (web) expect(runningOn(web.profile)).toBeNull()
}, 90_000)

const at = () => web.house.passerelle.now()

async function pidOfChromium(): Promise<number> {
  await until(() => runningOn(web.profile) !== null, LONG)
  return runningOn(web.profile) ?? 0
}

/** Down, then up again with another Chromium, and what was said meanwhile is answered. */
async function recoversFrom(chromium: number, trouble: string) {
  await web.seesTrouble(trouble)
  web.side.says(text(person, 'où est la mairie ?', { at: at() }))
  await web.isUp()
  expect(await pidOfChromium()).not.toBe(chromium)
  await web.heard(1)
  expect(web.side.sentTo(person).length).toBeGreaterThan(0)
}

chromiumTest(
  'a killed Chromium is noticed, started again without a code, and what came meanwhile is found',
  async () => {
    const chromium = await pidOfChromium()
    process.kill(chromium, 'SIGKILL')
    await recoversFrom(chromium, 'gone')
    expect(web.channel.pairing?.()).toBeNull()
  },
)

chromiumTest('a frozen Chromium is noticed by its silence and replaced', async () => {
  const chromium = await pidOfChromium()
  process.kill(chromium, 'SIGSTOP')
  await recoversFrom(chromium, 'silent')
})

chromiumTest('a page that hangs is replaced', async () => {
  const chromium = await pidOfChromium()
  web.side.hangs()
  await recoversFrom(chromium, 'silent')
})

chromiumTest(
  'a page that is connected and tells nothing any more is found out, and what it kept is answered',
  async () => {
    web.side.deafens()
    web.side.says(text(person, 'où est la mairie ?', { at: at() }))
    await web.heard(1)
    await web.seesTrouble('deaf')
    await web.isUp()
    expect((await web.inbox()).length).toBe(1)
  },
)

chromiumTest('the same session open elsewhere: down, with what to do, then taken back', async () => {
  web.side.isInState('CONFLICT')
  await web.seesTrouble('CONFLICT')
  await web.isUp()
})

chromiumTest('a state WhatsApp gets out of by itself ends nothing', async () => {
  const chromium = await pidOfChromium()
  web.side.isInState('TIMEOUT')
  await web.seesTrouble('not-connected')
  const bonjour = { id: 'test', text: 'bonjour', choices: [], question: null }
  expect(await web.channel.send(person, bonjour, { key: 'k', heardAt: at() })).toMatchObject({ kind: 'later' })
  web.side.isInState('CONNECTED')
  await web.isUp()
  expect(await pidOfChromium()).toBe(chromium)
})

chromiumTest(
  'unlinked from the phone: nothing falls, the old session is gone, a new code is shown and works',
  async () => {
    const marker = join(web.profile, 'de-la-session-d-avant')
    writeFileSync(marker, '')
    web.side.unlinks()
    await web.seesTrouble('LOGOUT')
    await web.link()
    expect(existsSync(marker)).toBe(false)
    web.side.says(text(person, 'bonjour', { at: at() }))
    await web.heard(1)
  },
)

chromiumTest('nothing written before the phone was linked is answered', async () => {
  web.side.unlinks()
  await web.seesTrouble('LOGOUT')
  await until(() => web.channel.pairing?.() != null, LONG)
  web.side.says(text(person, 'un vieux message, que personne ne nous adressait', { at: at() - 60_000 }))
  await web.link()
  const other = personNumbered(2)
  web.side.says(text(other, 'bonjour', { at: at() }))
  await web.heard(1)
  expect((await web.inbox()).length).toBe(1)
  expect(web.side.sentTo(person)).toEqual([])
})

chromiumTest('nobody scans: the code is made again where the library would let it die', async () => {
  web.side.unlinks()
  await web.seesTrouble('LOGOUT')
  await until(() => web.channel.pairing?.() != null, LONG)
  const before = web.channel.pairing?.()
  web.side.isInState('UNPAIRED_IDLE')
  await until(() => web.side.refreshes() > 0, LONG)
  await until(() => web.channel.pairing?.() !== before, LONG)
  await web.link()
})

chromiumTest('stopped and started again, it needs no code, and nothing said meanwhile is lost', async () => {
  await web.channel.stop()
  expect(runningOn(web.profile)).toBeNull()
  web.side.says(text(person, 'où est la mairie ?', { at: at() }))
  await web.restart()
  await web.isUp()
  await web.heard(1)
  expect(web.side.sentTo(person).length).toBeGreaterThan(0)
})

chromiumTest('a killed Node leaves its Chromium running: the next start ends it and works', async () => {
  await web.channel.stop()
  const folder = join(web.profile, '..')
  const child = spawn(
    process.execPath,
    [new URL('./run-alone.ts', import.meta.url).pathname, folder, web.web.chromium, web.web.page],
    {
      stdio: 'ignore',
    },
  )
  const chromium = await pidOfChromium()
  await until(() => web.side.isConnected(), LONG)
  child.kill('SIGKILL')
  await until(() => child.signalCode !== null)
  expect(runningOn(web.profile)).toBe(chromium)
  await web.restart()
  await web.isUp()
  expect(await pidOfChromium()).not.toBe(chromium)
  expect(() => process.kill(chromium, 0)).toThrow()
})

chromiumTest('a second Passerelle on the same folder waits for the first, and touches nothing of it', async () => {
  await web.channel.stop()
  const folder = join(web.profile, '..')
  const child = spawn(
    process.execPath,
    [new URL('./run-alone.ts', import.meta.url).pathname, folder, web.web.chromium, web.web.page],
    {
      stdio: 'ignore',
    },
  )
  try {
    await until(() => web.side.isConnected(), LONG)
    const chromium = await pidOfChromium()
    await web.restart()
    await web.seesTrouble('held')
    expect(runningOn(web.profile)).toBe(chromium)
    child.kill('SIGTERM')
    await web.isUp()
  } finally {
    child.kill('SIGKILL')
  }
})

chromiumTest('the lock of another machine is respected while that machine lives, and then no more', async () => {
  await web.channel.stop()
  const owner = join(web.profile, '..', 'owner.json')
  writeFileSync(owner, JSON.stringify({ host: `pas-${hostname()}`, pid: 1, started: '1' }))
  symlinkSync(`pas-${hostname()}-1`, join(web.profile, 'SingletonLock'))
  await web.restart()
  await web.seesTrouble('held')
  const longAgo = new Date(Date.now() - 600_000)
  utimesSync(owner, longAgo, longAgo)
  await web.isUp()
})

chromiumTest('a lock whose number is now another program’s does not get that program killed', async () => {
  await web.channel.stop()
  const innocent = spawn('sleep', ['60'])
  symlinkSync(`${hostname()}-${innocent.pid}`, join(web.profile, 'SingletonLock'))
  await web.restart()
  await web.isUp()
  expect(innocent.exitCode).toBeNull()
  expect(innocent.signalCode).toBeNull()
  innocent.kill('SIGKILL')
})

chromiumTest('Chromium missing: one trouble, with what to do, and it starts by itself once it is there', async () => {
  await web.channel.stop()
  const script = readFileSync(web.web.chromium)
  rmSync(web.web.chromium)
  await web.restart()
  await web.seesTrouble('no-chromium')
  expect(await web.channel.probe()).toMatchObject({ state: 'down', advice: expect.stringContaining('apt-get install') })
  writeFileSync(web.web.chromium, script, { mode: 0o755 })
  await web.isUp()
})

chromiumTest('stopped while Chromium is only just starting, it leaves nothing', async () => {
  await web.channel.stop()
  await web.restart()
  await web.channel.stop()
  expect(runningOn(web.profile)).toBeNull()
})
