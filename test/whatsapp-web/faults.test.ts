import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { runningOn } from '../../adapters/whatsapp-web/end-leftover.ts'
import { until } from '../telegram/until.ts'
import { personNumbered, text } from './messages.ts'
import { chromiumTest, isChromiumHere } from './offline-chromium.ts'
import { openWhatsAppWebHouse, type WhatsAppWebHouse } from './whatsapp-web-house.ts'

const LONG = 55_000
const unhandled: unknown[] = []
const note = (error: unknown) => unhandled.push(error)

let web: WhatsAppWebHouse
let people = 0
let person = ''
let before = 0

// one house for all: a fault it did not get over shows in the next test
beforeAll(async () => {
  process.on('unhandledRejection', note)
  if (isChromiumHere) web = await openWhatsAppWebHouse()
}, 120_000)

/** Nothing is left running. */
afterAll(async () => {
  await web?.close()
  process.off('unhandledRejection', note)
  if (web) expect(runningOn(web.profile)).toBeNull()
}, 120_000)

beforeEach(async () => {
  if (!web) return
  person = personNumbered(++people)
  before = (await web.inbox()).length
  web.troubles.length = 0
})

/** Nothing fell where nobody could catch it: Node would have ended on it. */
afterEach(() => expect(unhandled.splice(0)).toEqual([]))

const at = () => web.house.passerelle.now()

/** They write, and are answered, now or once somebody listens. */
const writes = () => web.side.says(text(person, 'où est la mairie ?', { at: at() }))
async function isAnswered() {
  await web.heard(before + 1)
  await until(() => web.side.sentTo(person).length > 0, LONG)
}

async function pidOfChromium(): Promise<number> {
  await until(() => runningOn(web.profile) !== null, LONG)
  return runningOn(web.profile) ?? 0
}

/** Down, then up again with another Chromium, and what was said meanwhile is answered. */
async function recoversFrom(chromium: number, trouble: string) {
  await web.seesTrouble(trouble)
  writes()
  await web.isUp()
  expect(await pidOfChromium()).not.toBe(chromium)
  await isAnswered()
}

const startAlone = () =>
  spawn(
    process.execPath,
    [new URL('./run-alone.ts', import.meta.url).pathname, join(web.profile, '..'), web.web.chromium, web.web.page],
    { stdio: 'ignore' },
  )

chromiumTest('a killed Chromium is started again, needs no code, and finds what came meanwhile', async () => {
  const chromium = await pidOfChromium()
  process.kill(chromium, 'SIGKILL')
  await recoversFrom(chromium, 'gone')
  expect(web.channel.pairing?.()).toBeNull()
})

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

chromiumTest('a page that tells nothing any more is found out, and what it kept is answered', async () => {
  web.side.deafens()
  writes()
  await web.seesTrouble('deaf')
  await web.isUp()
  await isAnswered()
  expect((await web.inbox()).length).toBe(before + 1)
})

chromiumTest('the same session open elsewhere: down, then taken back', async () => {
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

chromiumTest('unlinked from the phone: nothing falls, the old session is gone, a new code works', async () => {
  const marker = join(web.profile, 'de-la-session-d-avant')
  writeFileSync(marker, '')
  web.side.unlinks()
  await web.seesTrouble('LOGOUT')
  await web.link()
  expect(existsSync(marker)).toBe(false)
  writes()
  await isAnswered()
})

chromiumTest('nothing written before the phone was linked is answered', async () => {
  web.side.unlinks()
  await web.seesTrouble('LOGOUT')
  await until(() => web.channel.pairing?.() != null, LONG)
  const early = person
  web.side.says(text(early, 'un vieux message, que personne ne nous adressait', { at: at() - 60_000 }))
  await web.link()
  person = personNumbered(++people)
  writes()
  await isAnswered()
  expect((await web.inbox()).length).toBe(before + 1)
  expect(web.side.sentTo(early)).toEqual([])
})

chromiumTest('nobody scans: the code is made again where the library would let it die', async () => {
  web.side.unlinks()
  await web.seesTrouble('LOGOUT')
  await until(() => web.channel.pairing?.() != null, LONG)
  const code = web.channel.pairing?.()
  web.side.isInState('UNPAIRED_IDLE')
  await until(() => web.side.refreshes() > 0, LONG)
  await until(() => web.channel.pairing?.() !== code, LONG)
  await web.link()
})

chromiumTest('stopped and started again, it needs no code, and nothing said meanwhile is lost', async () => {
  await web.channel.stop()
  expect(runningOn(web.profile)).toBeNull()
  writes()
  await web.restart()
  await web.isUp()
  await isAnswered()
})

chromiumTest('a killed Node leaves its Chromium running: the next start ends it and works', async () => {
  await web.channel.stop()
  const child = startAlone()
  const chromium = await pidOfChromium()
  await until(() => web.side.isConnected(), LONG)
  child.kill('SIGKILL')
  await until(() => child.signalCode !== null)
  expect(runningOn(web.profile)).toBe(chromium)
  await web.restart()
  await web.isUp()
  expect(await pidOfChromium()).not.toBe(chromium)
})

chromiumTest('a second Passerelle on the same folder waits for the first, and touches nothing of it', async () => {
  await web.channel.stop()
  const child = startAlone()
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

chromiumTest('the lock of another machine is respected while that machine lives, and no longer', async () => {
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
  const innocent = spawn('sleep', ['600'])
  symlinkSync(`${hostname()}-${innocent.pid}`, join(web.profile, 'SingletonLock'))
  await web.restart()
  await web.isUp()
  expect([innocent.exitCode, innocent.signalCode]).toEqual([null, null])
  innocent.kill('SIGKILL')
})

chromiumTest('Chromium missing: said once, with what to do; it opens by itself once it is there', async () => {
  await web.channel.stop()
  const script = readFileSync(web.web.chromium)
  rmSync(web.web.chromium)
  await web.restart()
  await web.seesTrouble('no-chromium')
  expect(await web.channel.probe()).toMatchObject({ state: 'down', advice: expect.stringContaining('apt-get install') })
  expect(web.troubles).toEqual([])
  writeFileSync(web.web.chromium, script, { mode: 0o755 })
  await web.isUp()
})

chromiumTest('stopped while Chromium is only just starting, it leaves nothing', async () => {
  await web.channel.stop()
  await web.restart()
  await web.channel.stop()
  expect(runningOn(web.profile)).toBeNull()
})
