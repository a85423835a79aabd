import { createHmac } from 'node:crypto'

/** Deliveries as Meta writes them (the form of description/webhooks.json, with the user's id of 2026). */
export const PHONE_ID = '106540352242922'
export const APP_SECRET = '0123456789abcdef0123456789abcdef'
export const VERIFY_TOKEN = 'jeton-de-verification-0123'

export interface Person {
  /** a user's id for this business; absent with an older relay */
  userId?: string
  /** absent for who has a username */
  number?: string
}

let messages = 0
/** As Meta makes them: the number of who wrote, or is written to, is inside, in base64. */
export const newMessageId = (number = '') =>
  `wamid.${Buffer.from(`\x1c\x18\x0b${number}\x15\x02\0\x12\x18\x14${String(++messages).padStart(8, '0')}`).toString('base64')}`

/** Somebody with both; numbers of the ranges kept for fiction. */
export function personNumbered(count: number): Required<Person> {
  return { userId: `FR.1349120865530274${count}`, number: `3363998${String(count).padStart(4, '0')}` }
}

export interface Said extends Record<string, unknown> {
  id?: string
  type: string
}

const inSeconds = (at: number) => String(Math.floor(at / 1000))

export const text = (body: string): Said => ({ type: 'text', text: { body } })
export const location = (latitude: number, longitude: number): Said => ({
  type: 'location',
  location: { latitude, longitude, name: '', address: '' },
})
const file = (id: string, mime_type: string) => ({
  id,
  mime_type,
  sha256: 'SfInY0gGKTsJlUWbwxC1k+FAD0FZHvzwfpvO0zX0GUI=',
})
export const voice = (id: string): Said => ({
  type: 'audio',
  audio: { ...file(id, 'audio/ogg; codecs=opus'), voice: true },
})
export const image = (id: string, caption?: string): Said => ({
  type: 'image',
  image: { ...file(id, 'image/jpeg'), ...(caption && { caption }) },
})
export const pressed = (id: string, title: string): Said => ({
  type: 'interactive',
  context: { from: '15550783881', id: 'wamid.question' },
  interactive: { type: 'button_reply', button_reply: { id, title } },
})
export const picked = (id: string, title: string, description = ''): Said => ({
  type: 'interactive',
  context: { from: '15550783881', id: 'wamid.question' },
  interactive: { type: 'list_reply', list_reply: { id, title, description } },
})

/** What one person said, as one `changes` value. */
export function says(person: Person, at: number, ...said: Said[]) {
  const messages = said.map((one) => ({
    ...(person.number && { from: person.number }),
    ...(person.userId && { from_user_id: person.userId }),
    id: newMessageId(person.number),
    timestamp: inSeconds(at),
    ...one,
  }))
  const contact = {
    profile: { name: 'Zoé', ...(person.number ? {} : { username: 'zoe_87' }) },
    ...(person.number && { wa_id: person.number }),
    ...(person.userId && { user_id: person.userId }),
  }
  return { messaging_product: 'whatsapp', metadata, contacts: [contact], messages }
}

export const metadata = { display_phone_number: '15550783881', phone_number_id: PHONE_ID }

export interface StatusOf {
  id: string
  key?: string | undefined
  status: 'sent' | 'delivered' | 'read' | 'failed'
  to: string
  at: number
  error?: { code: number; title: string }
}

export function status({ id, key, status, to, at, error }: StatusOf) {
  return {
    id,
    status,
    timestamp: inSeconds(at),
    recipient_id: to,
    ...(key && { biz_opaque_callback_data: key }),
    ...(error && { errors: [{ ...error, message: error.title, error_data: { details: error.title } }] }),
  }
}

export const statuses = (...some: StatusOf[]) => ({
  messaging_product: 'whatsapp',
  metadata,
  statuses: some.map(status),
})

/** The envelope around any number of values, spread over two entries as a batch may be. */
export function delivery(...values: object[]) {
  const changes = values.map((value) => ({ field: 'messages', value }))
  const half = Math.ceil(changes.length / 2)
  const entry = [changes.slice(0, half), changes.slice(half)].filter((some) => some.length > 0)
  return { object: 'whatsapp_business_account', entry: entry.map((some) => ({ id: '419561257915477', changes: some })) }
}

export const sign = (body: string | Buffer, secret = APP_SECRET) =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

/** JSON as Meta writes it: nothing beyond ASCII. */
export const escaped = (payload: object): string =>
  JSON.stringify(payload).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
