import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient } from '../../adapters/whatsapp-cloud/client.ts'
import type { HandoffTables } from '../../handoff/tables.ts'
import { newColleague } from '../console/visitor.ts'
import { type GraphStub, openGraph } from './graph-stub.ts'
import { image, PHONE_ID, personNumbered, text, voice } from './webhooks.ts'
import { openWhatsAppHouse, type WhatsAppHouse } from './whatsapp-house.ts'

const PHOTO = '900000000000001'
const VOICE = '900000000000002'
const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('une image')])
const OGG = Buffer.from('OggS une voix')
let stub: GraphStub
let house: WhatsAppHouse
const person = personNumbered(1)

beforeAll(async () => {
  stub = await openGraph()
  stub.media.set(PHOTO, { body: JPEG, type: 'image/jpeg' })
  stub.media.set(VOICE, { body: OGG, type: 'audio/ogg; codecs=opus' })
  house = await openWhatsAppHouse(stub)
})
afterAll(async () => {
  await house.close()
  await stub.close()
})

test('a photo and a voice note sent while somebody waits are opened by the mediator who took it, by their id alone', async () => {
  await house.hears(person, text('je veux parler à quelqu’un'))
  await house.hears(person, text('87400'))
  await house.hears(person, text('oui'))
  await house.hears(person, image(PHOTO), voice(VOICE))
  expect(house.isWrittenAnywhere(PHOTO)).toBe(false)
  const db = house.passerelle.store.of<HandoffTables>()
  const { id } = await db.selectFrom('tickets').select('id').where('status', '=', 'open').executeTakeFirstOrThrow()
  const holder = await newColleague(house, 'mediator')
  await holder.post(`/console/tickets/${id}/prendre`)
  const page = (await holder.get(`/console/tickets/${id}`)).body
  const links = [...page.matchAll(/href="(\/console\/tickets\/[^"]+\/pieces\/[^"]+)"/g)].map(([, href = '']) => href)
  expect(links).toHaveLength(2)
  const [seen, heard] = await Promise.all(links.map((href) => holder.get(href)))
  expect(seen?.rawPayload).toEqual(JPEG)
  expect(heard?.rawPayload).toEqual(OGG)
})

const client = () => createClient({ token: stub.token, phoneId: PHONE_ID, apiRoot: stub.url })

test('the bytes come with their type, without what comes after it', async () => {
  const { body, type } = await client().download(VOICE)
  expect(Buffer.from(body)).toEqual(OGG)
  expect(type).toBe('audio/ogg')
})

test('the token goes to Meta’s own addresses and to no other', async () => {
  const elsewhere = await openGraph()
  for (const url of [
    `${elsewhere.url}/files/1`,
    'https://fbsbx.com.ailleurs.fr/1',
    'http://lookaside.fbsbx.com/1',
    'x',
  ]) {
    stub.media.set('autre', { body: OGG, type: 'audio/ogg', url })
    await expect(client().download('autre')).rejects.toThrow('Meta named an address that is not its own.')
  }
  expect(elsewhere.calls).toEqual([])
  await elsewhere.close()
})

test('what is larger than it says, or says it is larger than 20 MB, is left', async () => {
  stub.media.set('lourd', { body: OGG, type: 'video/mp4', size: 21 * 1024 * 1024 })
  await expect(client().download('lourd')).rejects.toThrow('larger than 20 MB')
  stub.media.set('menteur', { body: Buffer.alloc(21 * 1024 * 1024), type: 'video/mp4', size: 12 })
  await expect(client().download('menteur')).rejects.toThrow('larger than 20 MB')
})

test('a file Meta has no more is one clear sentence, without its address', async () => {
  await expect(client().download('123')).rejects.toThrow('WhatsApp answered 100 for a file.')
  stub.media.set('perdu', { body: OGG, type: 'audio/ogg', url: `${stub.url}/files/inconnu` })
  await expect(client().download('perdu')).rejects.toThrow('WhatsApp answered 404 for a file.')
})
