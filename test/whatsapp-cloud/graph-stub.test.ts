import { GraphApiError, WhatsAppClient } from '@kapso/whatsapp-cloud-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WhatsAppAPI } from 'whatsapp-api-js'
import { Text } from 'whatsapp-api-js/messages'
import { wrongWith } from './check-description.ts'
import { type GraphStub, openGraph } from './graph-stub.ts'
import {
  APP_SECRET,
  delivery,
  escaped,
  PHONE_ID,
  personNumbered,
  says,
  sign,
  statuses,
  text,
  VERIFY_TOKEN,
} from './webhooks.ts'

// The stub is ours: two clients we did not write must be at home with it, and with the deliveries it makes.
let stub: GraphStub
let kapso: WhatsAppClient
let other: WhatsAppAPI
const person = personNumbered(7)
const to = { phoneNumberId: PHONE_ID, to: person.number }

beforeAll(async () => {
  stub = await openGraph()
  kapso = new WhatsAppClient({ accessToken: stub.token, baseUrl: stub.url })
  other = open(stub.token)
})
afterAll(() => stub.close())

/** It knows one address; the stub stands there. */
const open = (token: string) =>
  new WhatsAppAPI({
    token,
    appSecret: APP_SECRET,
    webhookVerifyToken: VERIFY_TOKEN,
    v: 'v23.0',
    ponyfill: { fetch: (url, init) => fetch(String(url).replace('https://graph.facebook.com', stub.url), init) },
  })

test('kapso sends a text, buttons and a list, by number and by user id', async () => {
  const sent = await kapso.messages.sendText({ ...to, body: 'bonjour' })
  expect(sent.messages[0]?.id).toMatch(/^wamid\./)
  expect(sent.contacts[0]?.waId).toBe(person.number)
  const buttons = [{ id: 'q:1', title: '1 Oui' }]
  await kapso.messages.sendInteractiveButtons({ ...to, bodyText: 'Oui ?', buttons })
  const byId = { phoneNumberId: PHONE_ID, recipient: person.userId }
  const sections = [{ rows: [{ id: 'q:1', title: '1 Oui' }] }]
  await kapso.messages.sendInteractiveList({ ...byId, bodyText: 'Oui ?', buttonText: 'Choisir', sections })
  expect(stub.sentTo(person).map(({ type }) => type)).toEqual(['text', 'interactive', 'interactive'])
})

test('kapso reads the stub’s refusals as Meta’s', async () => {
  stub.fail(
    { status: 400, code: 131047, message: 'Re-engagement message' },
    { status: 429, code: 130429, retryAfter: 7 },
  )
  const refusals = [1, 2].map(() =>
    kapso.messages.sendText({ ...to, body: 'bonjour' }).catch((error: unknown) => error),
  )
  const [outside, often] = await Promise.all(refusals)
  expect(outside).toBeInstanceOf(GraphApiError)
  expect(outside).toMatchObject({ code: 131047, category: 'reengagementWindow', retry: { action: 'do_not_retry' } })
  expect(often).toMatchObject({ code: 130429, category: 'throttling', retry: { retryAfterMs: 7000 } })
})

test('kapso finds a file by its id, and the bytes behind it with the token', async () => {
  stub.media.set('900', { body: Buffer.from('OggS'), type: 'audio/ogg' })
  const media = await kapso.media.get({ mediaId: '900', phoneNumberId: PHONE_ID })
  expect(media).toMatchObject({ id: '900', mimeType: 'audio/ogg' })
  const bytes = await kapso.media.download({ mediaId: '900', auth: 'always' })
  expect(Buffer.from(bytes as ArrayBuffer).toString()).toBe('OggS')
})

test('whatsapp-api-js sends through it, and is refused a token that is not', async () => {
  const recipient = { phone: person.number, bsuid: person.userId }
  const sent = await other.sendMessage(PHONE_ID, recipient, new Text('bonjour'), undefined, 'une-clé')
  expect(sent).toMatchObject({ messages: [{ message_status: 'accepted' }] })
  expect(stub.sent.at(-1)).toMatchObject({ biz_opaque_callback_data: 'une-clé', recipient: person.userId })
  const stranger = open('un-autre-jeton')
  const refused = await stranger.sendMessage(PHONE_ID, recipient, new Text('bonjour'))
  expect(refused).toMatchObject({ error: { code: 190, type: 'OAuthException' } })
})

test('whatsapp-api-js reads the deliveries it makes: a message, a receipt, a failure', async () => {
  const heard: unknown[] = []
  other.on.message = ({ recipient, message, name }) => void heard.push([recipient, message.type, name])
  other.on.status = ({ contact, status, id, error }) => void heard.push([contact.wa_id, status, id, error?.code])
  const receipt = { id: 'wamid.1', to: person.number, at: 1_790_000_000_000 }
  const failed = { ...receipt, status: 'failed' as const, error: { code: 131026, title: 'Message undeliverable' } }
  for (const value of [
    says(person, receipt.at, text('bonjour')),
    says({ userId: person.userId }, receipt.at, text('bonjour')),
    statuses({ ...receipt, status: 'delivered' }),
    statuses(failed),
  ]) {
    const body = escaped(delivery(value))
    await other.post(JSON.parse(body), body, sign(body))
  }
  expect(heard).toEqual([
    [{ phone: person.number, bsuid: person.userId, pbsuid: undefined }, 'text', 'Zoé'],
    [{ phone: undefined, bsuid: person.userId, pbsuid: undefined }, 'text', 'Zoé'],
    [person.number, 'delivered', 'wamid.1', undefined],
    [person.number, 'failed', 'wamid.1', 131026],
  ])
  const body = escaped(delivery(says(person, 0, text('bonjour'))))
  await expect(other.post(JSON.parse(body), body, sign(body, 'un autre secret'))).rejects.toThrow()
})

test('a body Meta’s description does not take is refused, with what is wrong with it', async () => {
  const body = { messaging_product: 'whatsapp', recipient_type: 'individual', to: person.number }
  const title = 'un titre bien trop long pour un bouton'
  const buttons = [{ type: 'reply', reply: { id: 'q:1', title } }]
  const interactive = { type: 'button', body: { text: 'Oui ?' }, action: { buttons } }
  expect(wrongWith({ ...body, type: 'interactive', interactive })).toContain('20 characters')
  expect(wrongWith({ ...body, type: 'text', text: { body: 'a' }, invented: 1 })).toContain('unevaluated')
  expect(wrongWith({ ...body, type: 'text' })).toContain("required property 'text'")
  expect(wrongWith({ ...body, type: 'text', text: { body: 'a' } })).toBe('')
  await expect(kapso.messages.sendRaw({ phoneNumberId: PHONE_ID, payload: { ...body, type: 'text' } })).rejects.toThrow(
    'required property',
  )
})
