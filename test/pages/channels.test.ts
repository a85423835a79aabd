import { afterAll, beforeAll, expect } from 'vitest'
import type { Channel } from '../../messaging/channel.ts'
import { newColleague } from '../console/visitor.ts'
import { type ListeningHouse, openListeningHouse } from '../served-house.ts'
import { closeBrowser, desk, expectGoodPage, pageTest, phone } from './browser.ts'
import { logIn } from './log-in.ts'

let house: ListeningHouse
let login: string
beforeAll(async () => {
  house = await openListeningHouse()
  login = (await newColleague(house, 'lead')).login
  const { passerelle } = house
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
  await house.close()
})

pageTest('the channels and the code to scan: on a phone and at a desk, for eyes and for screen readers', async () => {
  for (const [name, screen] of Object.entries({ '360': phone, '1280': desk })) {
    const page = await logIn(screen, `${house.url}/console/connexion?suite=/console/canaux`, login)
    await page.getByRole('img', { name: 'Code à viser avec le téléphone' }).waitFor()
    const { width = 0 } = (await page.locator('.code svg').boundingBox()) ?? {}
    // a phone held at arm's length reads it
    expect(width).toBeGreaterThan(240)
    await expectGoodPage(page, `console-canaux-${name}`)
    await page.context().close()
  }
})
