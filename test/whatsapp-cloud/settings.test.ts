import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../../app/config.ts'
import { checkWhatsAppCloud } from '../../app/doctor/check-whatsapp-cloud.ts'
import { type GraphStub, openGraph } from './graph-stub.ts'
import { APP_SECRET, PHONE_ID, VERIFY_TOKEN } from './webhooks.ts'

let stub: GraphStub
beforeEach(async () => {
  stub = await openGraph()
})
afterEach(() => stub.close())

const whole = () => ({
  WHATSAPP_CLOUD_TOKEN: stub.token,
  WHATSAPP_CLOUD_PHONE_ID: PHONE_ID,
  WHATSAPP_CLOUD_APP_SECRET: APP_SECRET,
  WHATSAPP_CLOUD_VERIFY_TOKEN: VERIFY_TOKEN,
})
const read = (environment: Record<string, string>) => readConfig(environment).whatsAppCloud
const examine = (environment = {}, publicUrl: string | null = null) =>
  checkWhatsAppCloud(read({ ...whole(), WHATSAPP_CLOUD_API_ROOT: stub.url, ...environment }), publicUrl)

test('without its settings it is off; with some of them, one line names the others', () => {
  expect(read({})).toBeNull()
  expect(read({ WHATSAPP_CLOUD_TOKEN: '', WHATSAPP_CLOUD_API_ROOT: stub.url })).toBeNull()
  const { WHATSAPP_CLOUD_APP_SECRET: _, ...some } = whole()
  expect(() => read(some)).toThrow(/WhatsApp needs WHATSAPP_CLOUD_APP_SECRET beside WHATSAPP_CLOUD_TOKEN/)
})

test('settings that cannot be right are named, with what they look like', () => {
  expect(() => read({ ...whole(), WHATSAPP_CLOUD_PHONE_ID: '+33 5 55 00 00 00' })).toThrow(/not the phone number/)
  expect(() => read({ ...whole(), WHATSAPP_CLOUD_VERIFY_TOKEN: 'court' })).toThrow(/at least 16/)
  expect(() => read({ ...whole(), WHATSAPP_CLOUD_TEMPLATE: 'Mon modèle' })).toThrow(/a template’s name/)
})

test('a template is in French unless it says otherwise', () => {
  const template = (name: string) => read({ ...whole(), WHATSAPP_CLOUD_TEMPLATE: name })?.template
  expect(template('reprise')).toEqual({ name: 'reprise', language: 'fr' })
  expect(template('reprise:en_US')).toEqual({ name: 'reprise', language: 'en_US' })
})

test('the doctor says who the number is and where Meta posts', async () => {
  expect(await examine()).toMatchObject({ state: 'ok', says: 'it is « Passerelle Limousin »' })
  stub.graph.webhookConfiguration = { application: 'https://ici.fr/channels/whatsapp-cloud' }
  expect(await examine({}, 'https://ici.fr')).toMatchObject({ state: 'ok' })
  expect(await examine({}, 'https://la.fr')).toMatchObject({
    state: 'broken',
    says: expect.stringContaining('enter https://la.fr'),
  })
  expect(await checkWhatsAppCloud(null, null)).toMatchObject({ state: 'ok' })
})

test('the doctor says what to do about a dead token, a wrong number, and Meta away', async () => {
  const dead = await examine({ WHATSAPP_CLOUD_TOKEN: 'un-jeton-qui-n-est-plus-bon' })
  expect(dead).toMatchObject({ state: 'broken', says: expect.stringContaining('set WHATSAPP_CLOUD_TOKEN') })
  const wrong = await examine({ WHATSAPP_CLOUD_PHONE_ID: '99999999' })
  expect(wrong).toMatchObject({ state: 'broken', says: expect.stringContaining('WHATSAPP_CLOUD_PHONE_ID') })
  await stub.close()
  expect(await examine()).toMatchObject({ state: 'broken', says: expect.stringContaining('cannot be reached') })
})
