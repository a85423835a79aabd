import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Alerter } from '../../messaging/alerter.ts'

/** What the contract asks of each way of telling: an alerter, an address it knows, and the world behind it. */
export interface AlerterRig {
  alerter: Alerter
  address: string
  /** pieces of the address or of our own secrets that no reason may hold */
  secrets: string[]
  /** what arrived, as its reader sees it, oldest first */
  arrived(): string[]
  refusesNext(): void
  asksToComeLater(): void
  goesAway(): Promise<void>
  close(): Promise<void>
}

const message = {
  urgent: false,
  title: 'Une personne attend',
  text: 'Une personne attend (Bellac, 87) depuis 10 h 05.',
  link: 'https://aide.example/console',
}

/** What every way of telling a mediator promises. */
export function alerterContract(name: string, openRig: () => Promise<AlerterRig>, { noPlatform = '' } = {}): void {
  let rig: AlerterRig
  beforeAll(async () => {
    rig = await openRig()
  })
  afterAll(() => rig.close())

  const silent = (outcome: object) => {
    for (const secret of rig.secrets) expect(JSON.stringify(outcome)).not.toContain(secret)
    return outcome
  }

  test(`${name}: the title, the words and the link arrive, accents and all`, async () => {
    expect(silent(await rig.alerter.send(rig.address, message))).toMatchObject({ kind: 'sent' })
    const [arrived = ''] = rig.arrived()
    for (const words of [message.title, message.text, message.link]) expect(arrived).toContain(words)
  })

  test(`${name}: what is refused for good is refused, and not tried again by itself`, async () => {
    const before = rig.arrived().length
    rig.refusesNext()
    const outcome = silent(await rig.alerter.send(rig.address, message))
    expect(outcome).toMatchObject({ kind: 'refused' })
    expect(rig.arrived()).toHaveLength(before)
  })

  test(`${name}: what will pass is « later »`, async () => {
    rig.asksToComeLater()
    expect(silent(await rig.alerter.send(rig.address, message))).toMatchObject({ kind: 'later' })
    expect(await rig.alerter.send(rig.address, { ...message, urgent: true })).toMatchObject({ kind: 'sent' })
  })

  test(`${name}: the probe says « up » while it works`, async () => {
    expect(await rig.alerter.probe()).toEqual({ state: 'up' })
  })

  test(`${name}: with nobody at the other end it is « later », not a fault${noPlatform && ` (${noPlatform})`}`, async () => {
    await rig.goesAway()
    expect(silent(await rig.alerter.send(rig.address, message))).toMatchObject({ kind: 'later' })
    const health = await rig.alerter.probe()
    expect(silent(health)).toMatchObject({ state: noPlatform === '' ? 'down' : 'up' })
  })

  test(`${name}: stopped twice it is stopped`, async () => {
    await rig.alerter.stop()
    await rig.alerter.stop()
  })
}
