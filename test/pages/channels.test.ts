import { afterAll, beforeAll, expect } from 'vitest'
import { listen } from '../../app/http/listen.ts'
import { createServer } from '../../app/http/server.ts'
import type { Channel } from '../../messaging/channel.ts'
import { newColleague, PASSWORD } from '../console/visitor.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import {
  closeBrowser,
  desk,
  expectAccessible,
  expectNoSidewaysScroll,
  openPage,
  pageTest,
  phone,
  takePicture,
} from './browser.ts'

let house: TestHouse
let url: string
let close: () => Promise<void>
let login: string
beforeAll(async () => {
  house = await openTestHouse({ PORT: '0' })
  const { passerelle } = house
  const app = await createServer(passerelle)
  url = (await listen(app, { ...passerelle.config, publicUrl: null })).replace('localhost', '127.0.0.1')
  close = () => app.close()
  login = (await newColleague(house, app, 'lead')).login
  const of = passerelle.channels.get('test') as Channel
  const down = { state: 'down' as const, reason: 'Linked to no phone.', advice: 'Scan the code.' }
  passerelle.channels.set('whatsapp-web', {
    ...of,
    probe: async () => down,
    pairing: () => `2@${'A'.repeat(90)},${'B'.repeat(44)},${'C'.repeat(44)},${'D'.repeat(44)},1`,
  })
  passerelle.channels.set('sms', { ...of, probe: async () => ({ ...down, reason: 'The provider does not answer.' }) })
  passerelle.channels.delete('test')
})
afterAll(async () => {
  await closeBrowser()
  await close()
  await house.close()
})

pageTest('the channels and the code to scan: on a phone and at a desk, for eyes and for screen readers', async () => {
  for (const [name, screen] of Object.entries({ '360': phone, '1280': desk })) {
    const page = await openPage(screen, `${url}/console/connexion?suite=/console/canaux`)
    await page.getByLabel('Identifiant').fill(login)
    await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Entrer' }).or(page.locator('main button')).first().click()
    await page.getByRole('img', { name: 'Code à viser avec le téléphone' }).waitFor()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    const { width = 0 } = (await page.locator('.code svg').boundingBox()) ?? {}
    // a phone held at arm's length reads it
    expect(width).toBeGreaterThan(240)
    await takePicture(page, `console-canaux-${name}`, { whole: true })
    await page.context().close()
  }
})
