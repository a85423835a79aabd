import { describe, expect, test } from 'vitest'
import { decode } from '../../adapters/whatsapp-cloud/decode.ts'
import { hideId } from '../../adapters/whatsapp-cloud/hide-id.ts'
import examples from './description/webhooks.json' with { type: 'json' }
import {
  delivery,
  image,
  metadata,
  PHONE_ID,
  personNumbered,
  picked,
  pressed,
  says,
  statuses,
  text,
} from './webhooks.ts'

const person = personNumbered(3)
const AT = 1_790_000_000_000
const activities = (payload: unknown) => decode(payload, PHONE_ID).incoming.map(({ activity }) => activity)
const heard = (...said: Parameters<typeof text>[0][]) => activities(delivery(says(person, AT, ...said.map(text))))

describe('Meta’s own examples (description/webhooks.json), as they stand', () => {
  const read = new Map<string, object[]>([
    ['Text Message', [{ kind: 'text', text: 'Does it come in another color?' }]],
    ['Text Message with Context (Product Inquiry)', [{ kind: 'text', text: 'Is this still available?' }]],
    ['Text Message from Click to WhatsApp Ad', [{ kind: 'text', text: 'Hello! Can I get more info on this?' }]],
    ['Reaction Message', []],
    [
      'Image Message',
      [
        { kind: 'media', media: 'photo', reference: '1003383421387256' },
        { kind: 'text', text: 'Taj Mahal' },
      ],
    ],
    ['Location Message', [{ kind: 'location', latitude: 37.44221496582, longitude: -122.16165924072 }]],
    ['Contact Sharing Message', [{ kind: 'media', media: 'document', reference: null }]],
    ['Unsupported Message', [{ kind: 'media', media: 'document', reference: null }]],
    ['Button Message', [{ kind: 'text', text: 'Unsubscribe' }]],
    ['Interactive List Reply Message', [{ kind: 'text', text: 'Priority Mail Express' }]],
    ['Interactive Button Reply Message', [{ kind: 'text', text: 'Cancel' }]],
    ['Order Message', [{ kind: 'media', media: 'document', reference: null }]],
    ['System Message', []],
    ['Group Create Message', []],
    ['Group Settings Update', []],
    ['Group Remove Participants', []],
  ])

  test.each(Object.entries(examples))('%s', (name, payload) => {
    expect(activities(payload)).toEqual(read.get(name))
  })

  test('who wrote, where to answer, when, and under which key', () => {
    expect(decode(examples['Text Message'], PHONE_ID).incoming[0]).toMatchObject({
      nativeId: hideId('wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA='),
      person: '16505551234',
      address: '{"to":"16505551234"}',
      at: 1_749_416_383_000,
    })
  })
})

describe('the person', () => {
  const whoIs = (who: Parameters<typeof says>[0]) =>
    decode(delivery(says(who, AT, text('bonjour'))), PHONE_ID).incoming[0]

  test('is their user id, never their number, when both come', () => {
    expect(whoIs(person)).toMatchObject({ person: person.userId })
    expect(JSON.parse(whoIs(person)?.address ?? '')).toEqual({ recipient: person.userId, to: person.number })
  })

  test('is the same once they hide their number behind a username', () => {
    expect(whoIs({ userId: person.userId })).toMatchObject({
      person: person.userId,
      address: JSON.stringify({ recipient: person.userId }),
    })
  })

  test('is their number only where nothing else is given', () => {
    expect(whoIs({ number: person.number })).toMatchObject({ person: person.number })
  })

  test('is found by their contact where the message names them by number alone', () => {
    const value = says(person, AT, text('bonjour'))
    const messages = value.messages.map(({ from_user_id: _, ...message }) => message)
    expect(decode(delivery({ ...value, messages }), PHONE_ID).incoming[0]?.person).toBe(person.userId)
  })

  test('is known by a user id put where the number used to be', () => {
    const value = says({ number: person.userId }, AT, text('bonjour'))
    expect(decode(delivery(value), PHONE_ID).incoming[0]?.address).toBe(JSON.stringify({ recipient: person.userId }))
  })

  test('who changes numbers is said to be who they were', () => {
    expect(decode(examples['System Message'], PHONE_ID).changed).toEqual([
      { before: '16505551234', person: '12195555358', address: '{"to":"12195555358"}' },
    ])
    const after = personNumbered(4)
    const system = {
      type: 'user_changed_number',
      wa_id: after.number,
      user_id: after.userId,
      previous_user_id: person.userId,
    }
    const { changed, incoming } = decode(delivery(says(person, AT, { type: 'system', system })), PHONE_ID)
    expect(incoming).toEqual([])
    expect(changed).toMatchObject([{ before: person.userId, person: after.userId }])
    const other = { ...system, type: 'customer_identity_changed' }
    expect(decode(delivery(says(person, AT, { type: 'system', system: other })), PHONE_ID).changed).toEqual([])
  })

  test('who is nobody is left alone', () => {
    expect(whoIs({})).toBeUndefined()
    expect(whoIs({ number: 'pas un numéro' })).toBeUndefined()
  })
})

describe('what was said', () => {
  test('a pressed button and a row of a list answer their question, with the whole label', () => {
    const said = [
      pressed('places.which:2', '2 La Poste'),
      picked('topic:a:1', '1 Renouveler ma carte…', 'Renouveler ma carte d’identité'),
    ]
    expect(activities(delivery(says(person, AT, ...said)))).toEqual([
      { kind: 'choice', question: 'places.which', number: '2', label: 'La Poste' },
      { kind: 'choice', question: 'topic:a', number: '1', label: 'Renouveler ma carte d’identité' },
    ])
  })

  test('« LIEU mediatheque », as a poster’s link writes it, begins at that place; a sentence does not', () => {
    expect(heard('LIEU mediatheque')).toEqual([{ kind: 'start', placeCode: 'mediatheque' }])
    expect(heard('lieu de naissance sur ma carte')).toMatchObject([{ kind: 'text' }])
  })

  test('the words under a picture are a second message, with a key of its own', () => {
    const { incoming } = decode(delivery(says(person, AT, image('55', 'c’est quoi ?'))), PHONE_ID)
    expect(new Set(incoming.map(({ nativeId }) => nativeId)).size).toBe(2)
  })
})

describe('a batch', () => {
  test('of several entries, changes and messages is read whole, in order', () => {
    const values = ['un', 'deux', 'trois'].map((word) => says(person, AT, text(word), text(`${word} bis`)))
    expect(activities(delivery(...values))).toMatchObject(
      ['un', 'un bis', 'deux', 'deux bis', 'trois', 'trois bis'].map((text) => ({ text })),
    )
  })

  test('with something odd in it loses only that', () => {
    const value = says(person, AT, text('avant'), { type: 'text', text: { body: 12 } } as never, text('après'))
    const odd = { ...value, messages: [...value.messages, null, 7, { type: 'text' }], statuses: ['x', { id: '' }] }
    expect(activities(delivery(odd))).toMatchObject([{ text: 'avant' }, { text: 'après' }])
    expect(decode(delivery(odd), PHONE_ID).receipts).toEqual([])
  })

  test('of another number, another field or a group is not ours', () => {
    const value = says(person, AT, text('bonjour'))
    expect(decode(delivery({ ...value, metadata: { ...metadata, phone_number_id: '42' } }), PHONE_ID).incoming).toEqual(
      [],
    )
    expect(activities(delivery(says(person, AT, { ...text('à tous'), group_id: 'groupe' })))).toEqual([])
    const echoes = {
      object: 'whatsapp_business_account',
      entry: [{ id: '1', changes: [{ field: 'smb_message_echoes', value }] }],
    }
    expect(activities(echoes)).toEqual([])
  })

  test.each([
    null,
    1,
    'x',
    [],
    {},
    { object: 'page', entry: [] },
    { object: 'whatsapp_business_account', entry: [{}] },
  ])('that is none (%j) says nothing', (payload) => {
    expect(decode(payload, PHONE_ID)).toEqual({ incoming: [], receipts: [], changed: [], problems: [] })
  })

  test('tells what became of what we sent, and of Meta’s own troubles', () => {
    const sent = { id: 'wamid.9', key: 'notre-clé', to: person.number, at: AT }
    const failed = { ...sent, status: 'failed' as const, error: { code: 131049, title: 'Not delivered' } }
    const value = statuses({ ...sent, status: 'sent' }, { ...sent, status: 'read' }, failed)
    const { receipts, problems } = decode(delivery({ ...value, errors: [{ code: 130429 }] }), PHONE_ID)
    expect(receipts).toEqual([
      { nativeId: hideId('wamid.9'), key: 'notre-clé', failure: null },
      { nativeId: hideId('wamid.9'), key: 'notre-clé', failure: null },
      { nativeId: hideId('wamid.9'), key: 'notre-clé', failure: expect.stringMatching(/^131049 WhatsApp a choisi/) },
    ])
    expect(problems).toEqual([130429])
  })
})
