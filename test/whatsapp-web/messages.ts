/** A message as WhatsApp Web's page holds it: the part of it the library passes on. Recorded shapes, invented people. */
export interface RawMessage {
  id: {
    fromMe: boolean
    remote: { user: string; server: string; _serialized: string }
    id: string
    _serialized: string
  }
  type: string
  t: number
  isNewMsg: boolean
  from: { user: string; server: string; _serialized: string }
  to: { user: string; server: string; _serialized: string }
  body?: string
  caption?: string
  [field: string]: unknown
}

/** Numbers of the range kept for fiction in France. */
export const personNumbered = (number: number): string => `3363998${String(number).padStart(4, '0')}@c.us`
/** Somebody WhatsApp tells no number of. */
export const hiddenPerson = (number: number): string => `20000000000${String(number).padStart(4, '0')}@lid`

let made = 0

export function message(
  from: string,
  fields: Record<string, unknown> & { type: string; id?: string; at?: number; fromMe?: boolean },
): RawMessage {
  const { id = `3EB0${String(++made).padStart(16, '0')}`, at = Date.now(), fromMe = false, ...rest } = fields
  const us = wid('33639980000@c.us')
  const them = wid(from)
  return {
    id: { fromMe, remote: them, id, _serialized: `${fromMe}_${from}_${id}` },
    t: Math.floor(at / 1000),
    isNewMsg: true,
    from: fromMe ? us : them,
    to: fromMe ? them : us,
    ack: 1,
    ...rest,
  }
}

export const text = (
  from: string,
  body: string,
  more: { id?: string; at?: number; fromMe?: boolean } = {},
): RawMessage => message(from, { type: 'chat', body, ...more })

export const file = (from: string, type: string, path: string, more: Record<string, unknown> = {}): RawMessage =>
  message(from, {
    type,
    // for a file the body is a small picture of it
    body: '/9j/4AAQSkZJRgABAQAAAQABAAD',
    directPath: path,
    mimetype: type === 'ptt' ? 'audio/ogg; codecs=opus' : 'image/jpeg',
    size: 2048,
    filehash: 'x',
    encFilehash: 'x',
    mediaKey: 'x',
    mediaKeyTimestamp: 1,
    ...more,
  })

function wid(id: string) {
  const [user = '', server = ''] = id.split('@')
  return { user, server, _serialized: id }
}
