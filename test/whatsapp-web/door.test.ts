import { expect, test, vi } from 'vitest'
import { checkWhatsAppWeb } from '../../app/doctor/check-whatsapp-web.ts'
import { createServer } from '../../app/http/server.ts'
import { newColleague } from '../console/visitor.ts'
import { openTestHouse } from '../house.ts'
import { until } from '../telegram/until.ts'
import { chromiumTest, prepareWeb } from './offline-chromium.ts'
import { openWhatsAppSide } from './whatsapp-side.ts'

chromiumTest(
  'turned on: the risk is said at the start, then where to scan; once scanned the page says so',
  async () => {
    const side = await openWhatsAppSide()
    const web = prepareWeb(side.url)
    const house = await openTestHouse({ WHATSAPP_WEB: 'on', CHROMIUM_PATH: web.chromium, WHATSAPP_WEB_PAGE: web.page })
    const { passerelle } = house
    const said: string[] = []
    for (const level of ['info', 'warn', 'error'] as const)
      vi.spyOn(passerelle.log, level).mockImplementation((...args: unknown[]) => void said.push(JSON.stringify(args)))
    const app = await createServer(passerelle)
    try {
      expect(said.filter((line) => line.includes('may close the account'))).toHaveLength(1)
      const channel = passerelle.channels.get('whatsapp-web')
      await until(() => channel?.pairing?.() != null, 50_000)
      await until(() => said.some((line) => line.includes('whatsapp-web.pairing')), 50_000)
      expect(said.find((line) => line.includes('whatsapp-web.pairing'))).toContain('/console/canaux')
      const lead = await newColleague({ passerelle, app }, 'lead')
      expect((await lead.get('/console/canaux')).body).toContain('<svg')
      const code = channel?.pairing?.() ?? ''
      side.scan(code)
      await until(async () => (await channel?.probe())?.state === 'up', 50_000)
      expect((await lead.get('/console/canaux')).body).toMatch(/WhatsApp Web<\/strong>\s+marche\./)
      expect((await app.inject('/metrics')).body).toContain('passerelle_channel_up{channel="whatsapp-web"} 1')
      expect((await checkWhatsAppWeb(passerelle.config.whatsAppWeb, passerelle.config.dataDir)).says).toContain(
        'linked',
      )
      // the code links whoever scans it: it is shown on the page and nowhere else
      expect(said.join('\n')).not.toContain(code.split(',')[0] ?? code)
    } finally {
      await app.close()
      await house.close()
      await side.close()
      web.remove()
    }
  },
)

test('without Chromium: one line that says what to do, and the rest of the house runs', async () => {
  const house = await openTestHouse({ WHATSAPP_WEB: 'on', CHROMIUM_PATH: '/nulle/part/chromium' })
  const { passerelle } = house
  const said: string[] = []
  vi.spyOn(passerelle.log, 'error').mockImplementation((...args: unknown[]) => void said.push(String(args[1])))
  const app = await createServer(passerelle)
  await until(() => said.length > 0)
  expect(said).toHaveLength(1)
  expect(said[0]).toContain('apt-get install chromium')
  expect(said[0]).not.toContain('\n')
  expect((await app.inject('/')).statusCode).toBe(200)
  const { state, says } = await checkWhatsAppWeb(passerelle.config.whatsAppWeb, passerelle.config.dataDir)
  expect([state, says]).toEqual(['broken', expect.stringContaining('CHROMIUM_PATH')])
  await app.close()
  await house.close()
})

test('the doctor says of WhatsApp Web that is off how to open it, and that it is a risk', async () => {
  const { state, says } = await checkWhatsAppWeb(null, '/nulle/part')
  expect(state).toBe('ok')
  expect(says).toMatch(/WHATSAPP_WEB=on.*risk/)
})

test('a setting that cannot be used is one clear error', async () => {
  const { readWhatsAppWeb } = await import('../../app/config/whatsapp-web.ts')
  expect(() => readWhatsAppWeb({ WHATSAPP_WEB: 'oui' })).toThrow('WHATSAPP_WEB cannot be used')
  expect(() => readWhatsAppWeb({ WHATSAPP_WEB: 'on', CHROMIUM_PATH: 'chromium' })).toThrow('CHROMIUM_PATH')
  expect(() => readWhatsAppWeb({ WHATSAPP_WEB: 'on', WHATSAPP_WEB_PAGE: '/x/page.txt' })).toThrow('WHATSAPP_WEB_PAGE')
})
