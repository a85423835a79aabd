import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createWhatsAppCloud, type WhatsAppCloudOptions } from '../../adapters/whatsapp-cloud/index.ts'
import type { SendOutcome } from '../../messaging/channel.ts'
import { type GraphStub, openGraph } from './graph-stub.ts'
import { APP_SECRET, PHONE_ID, personNumbered, VERIFY_TOKEN } from './webhooks.ts'

// The channel alone, before the stub: what becomes of a message, by what Meta says. With the whole house: receipts.test.ts.
let stub: GraphStub
let channel: ReturnType<typeof open>
let clock = 0
const person = personNumbered(1)
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

beforeEach(async () => {
  clock = 0
  stub = await openGraph()
  channel = open()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await channel.stop()
  await stub.close()
})

const now = () => Date.now() + clock
const open = (options: Partial<WhatsAppCloudOptions> = {}) =>
  createWhatsAppCloud({
    token: stub.token,
    phoneId: PHONE_ID,
    appSecret: APP_SECRET,
    verifyToken: VERIFY_TOKEN,
    apiRoot: stub.url,
    template: null,
    webhookUrl: null,
    receive: async () => {},
    takeReceipts: async () => {},
    followPerson: async () => {},
    isHeardBack: async () => true,
    report: () => {},
    now,
    ...options,
  })
const address = JSON.stringify({ to: person.number, recipient: person.userId })
const reply = { id: 'test', text: 'Une réponse.', choices: [{ number: '1', label: 'Oui' }], question: 'q' }
const sends = (hoursAgo = 0, text = reply.text): Promise<SendOutcome> =>
  channel.send(address, { ...reply, text }, { key: 'clé', heardAt: now() - hoursAgo * HOUR_MS })

test('within 24 hours anything is said; after them nothing, and Meta is not even asked', async () => {
  expect(await sends(23.9)).toMatchObject({ kind: 'sent' })
  const before = stub.calls.length
  expect(await sends(24.1)).toEqual({ kind: 'refused', reason: expect.stringMatching(/^131047 plus de 24 heures/) })
  expect(stub.calls).toHaveLength(before)
})

test('with a template, what is said after 24 hours goes in it, whole or not at all', async () => {
  channel = open({ template: { name: 'message_de_votre_mediateur', language: 'fr' } })
  expect(await sends(25, 'Votre dossier\nest prêt.')).toMatchObject({ kind: 'sent' })
  expect(stub.sent.at(-1)).toMatchObject({
    type: 'template',
    template: {
      name: 'message_de_votre_mediateur',
      language: { code: 'fr', policy: 'deterministic' },
      components: [{ type: 'body', parameters: [{ type: 'text', text: 'Votre dossier · est prêt. · 1 Oui' }] }],
    },
  })
  expect(await sends(25, 'a'.repeat(1000))).toEqual({ kind: 'refused', reason: expect.stringContaining('trop long') })
})

test('when Meta’s clock says it is over before ours does, the template goes out too', async () => {
  channel = open({ template: { name: 'reprise', language: 'fr' } })
  stub.fail({ status: 400, code: 131047 })
  expect(await sends(23.99)).toMatchObject({ kind: 'sent' })
  expect(stub.sent.map(({ type }) => type)).toEqual(['template'])
})

test.each<[string, Parameters<GraphStub['fail']>[0], Partial<SendOutcome>]>([
  ['too many calls of the application', { status: 400, code: 4 }, { kind: 'later' }],
  ['too many calls of the account', { status: 400, code: 80007 }, { kind: 'later' }],
  ['too many messages', { status: 429, code: 130429, retryAfter: 9 }, { kind: 'later', retryAfterMs: 9000 }],
  ['too many to this person', { status: 400, code: 131056 }, { kind: 'later', retryAfterMs: 4000 }],
  ['something went wrong', { status: 500, code: 131000 }, { kind: 'later' }],
  ['a token that is dead', { status: 401, code: 190 }, { kind: 'later', retryAfterMs: null }],
  ['a right that is missing', { status: 403, code: 200 }, { kind: 'later', retryAfterMs: null }],
  ['a number that is not ours', { status: 400, code: 100, subcode: 33 }, { kind: 'later' }],
  ['the 24 hours', { status: 400, code: 131047 }, { kind: 'refused' }],
  ['a message that cannot be delivered', { status: 400, code: 131026 }, { kind: 'refused' }],
  ['a type it does not know', { status: 400, code: 131051 }, { kind: 'refused' }],
  ['a parameter it does not take', { status: 400, code: 100 }, { kind: 'refused' }],
  ['a code nobody knows', { status: 400, code: 999_999 }, { kind: 'refused' }],
])('Meta says: %s', async (_what, fault, outcome) => {
  stub.fail(fault)
  expect(await sends()).toMatchObject(outcome)
})

test('a dead token is « down » at once with what to do, and « up » again when a message goes through', async () => {
  expect(await channel.probe()).toEqual({ state: 'up' })
  stub.fail({ status: 401, code: 190, message: 'Error validating access token' })
  await sends()
  const health = await channel.probe()
  expect(health).toMatchObject({ state: 'down', advice: expect.stringContaining('WHATSAPP_CLOUD_TOKEN') })
  expect(JSON.stringify(health)).not.toContain(stub.token)
  await sends()
  expect(await channel.probe()).toEqual({ state: 'up' })
})

test.each(['gateway', 'hangs'] as const)(
  'an answer that is not Meta’s (%s) leaves it open whether it was taken',
  async (fault) => {
    const timeout = AbortSignal.timeout.bind(AbortSignal)
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout(Math.min(ms, 200)))
    stub.fail(fault)
    expect(await sends()).toMatchObject({ kind: 'later', retryAfterMs: 120_000 })
  },
)

test('an answer that says yes in a way nobody can read is a yes', async () => {
  stub.fail('gibberish')
  expect(await sends()).toEqual({ kind: 'sent', nativeId: null })
})

test('a line that could not be made left nothing in doubt: tried again soon', async () => {
  await stub.close()
  expect(await sends()).toEqual({ kind: 'later', reason: 'ECONNREFUSED', retryAfterMs: null })
})

test('forty-five in a row may leave, the next waits for the pace of one every six seconds', async () => {
  for (let count = 0; count < 45; count++) expect(await sends()).toMatchObject({ kind: 'sent' })
  const next = await sends()
  expect(next).toMatchObject({ kind: 'later', reason: expect.stringContaining('pace') })
  if (next.kind === 'later') expect(next.retryAfterMs).toBeLessThanOrEqual(6000)
})

test('Meta’s word about where it posts is believed', async () => {
  channel = open({ webhookUrl: 'https://passerelle.exemple.fr/channels/whatsapp-cloud' })
  stub.graph.webhookConfiguration = { application: 'https://passerelle.exemple.fr/channels/whatsapp-cloud' }
  expect(await channel.probe()).toEqual({ state: 'up' })
  stub.graph.webhookConfiguration = { ...stub.graph.webhookConfiguration, phone_number: 'https://ailleurs.fr/hook' }
  clock += 6 * MINUTE_MS
  expect(await channel.probe()).toMatchObject({
    state: 'down',
    reason: 'Meta posts to « https://ailleurs.fr/hook ».',
    advice: expect.stringContaining('https://passerelle.exemple.fr/channels/whatsapp-cloud'),
  })
})

test('a page that is asked every second asks Meta every five minutes', async () => {
  for (let count = 0; count < 20; count++) await channel.probe()
  expect(stub.calls.filter((call) => call.startsWith('GET'))).toHaveLength(1)
})
