import fc from 'fast-check'
import { expect, test } from 'vitest'

interface Event {
  id: string
  event: string
  data: string
}

const file = new URL('../../adapters/web-chat/widget/client/read-events.js', import.meta.url).href
const { createEventReader } = (await import(file)) as {
  createEventReader: (take: (event: Event) => void) => (piece: string) => void
}

const written = ({ id, event, data }: Event) =>
  `${id ? `id: ${id}\n` : ''}${event === 'message' ? '' : `event: ${event}\n`}${data
    .split('\n')
    .map((line) => `data: ${line}`)
    .join('\n')}\n\n`

function read(pieces: string[]): Event[] {
  const events: Event[] = []
  const reader = createEventReader((event) => events.push(event))
  for (const piece of pieces) reader(piece)
  return events
}

test('the stream says the same wherever the network cuts it', () => {
  const line = fc.string().map((text) => text.replace(/[\r\n]/g, ' '))
  const event = fc.record({
    id: fc.constantFrom('', '01abc'),
    event: fc.constantFrom('message', 'state', 'erased'),
    data: fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n')),
  })
  fc.assert(
    fc.property(fc.array(event), fc.array(fc.nat(40)), (events, cuts) => {
      const pieces: string[] = []
      let rest = `retry: 2000\n\n${events.map(written).join(': \n\n')}`
      for (const cut of cuts) {
        pieces.push(rest.slice(0, cut))
        rest = rest.slice(cut)
      }
      expect(read([...pieces, rest])).toEqual(events)
    }),
  )
})

test('heartbeats and settings are nothing, and half an event is not said', () => {
  expect(read([': \n\n', 'retry: 2000\n\n', 'data: pas encore'])).toEqual([])
})
