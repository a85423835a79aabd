import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ActionButtons, ActionList, Body, Button, Interactive, ListSection, Row } from 'whatsapp-api-js/messages'
import { createClient } from '../../adapters/whatsapp-cloud/client.ts'
import { encode, encodeForTemplate } from '../../adapters/whatsapp-cloud/encode.ts'
import { plainText, type Reply } from '../../bot/reply.ts'
import { wrongWith } from './check-description.ts'
import { openGraph } from './graph-stub.ts'
import { PHONE_ID } from './webhooks.ts'

const reply = (text: string, ...labels: string[]): Reply => ({
  id: 'test',
  text,
  question: labels.length > 0 ? 'test.which' : null,
  choices: labels.map((label, index) => ({ number: String((index + 1) % 10), label })),
})

test('up to three short choices are buttons, and numbered in the text too', () => {
  expect(encode(reply('C’est réglé ?', 'Oui', 'Non'))).toEqual({
    kind: 'buttons',
    body: 'C’est réglé ?\n1 Oui\n2 Non',
    buttons: [
      { id: 'test.which:1', title: '1 Oui' },
      { id: 'test.which:2', title: '2 Non' },
    ],
  })
})

test('more, or longer ones, are a list; a label cut in its row is whole under it', () => {
  expect(encode(reply('Lequel ?', 'a', 'b', 'c', 'd'))).toMatchObject({ kind: 'list', button: 'Choisir 👇' })
  expect(encode(reply('Lequel ?', 'Renouveler ma carte d’identité'))).toMatchObject({
    kind: 'list',
    body: 'Lequel ?\n1 Renouveler ma carte d’identité',
    rows: [{ id: 'test.which:1', title: '1 Renouveler ma carte d…', description: 'Renouveler ma carte d’identité' }],
  })
})

test('eleven choices leave ten rows, and all eleven in words', () => {
  const message = encode(reply('Lequel ?', ...'abcdefghijk'))
  expect(message.kind === 'list' && message.rows.length).toBe(10)
  expect(message.body).toContain('\n1 k')
})

test('a text too long to have choices beside it keeps them in words', () => {
  expect(encode(reply('a'.repeat(1020), 'Oui'))).toEqual({ kind: 'text', body: `${'a'.repeat(1020)}\n1 Oui` })
})

test('for a template it is one line, or nothing when it would have to be cut', () => {
  expect(encodeForTemplate(reply('Bonjour.\n\nOui ?', 'Oui', 'Non'))).toBe('Bonjour. · Oui ? · 1 Oui · 2 Non')
  expect(encodeForTemplate(reply('a'.repeat(901)))).toBeNull()
})

test('whatsapp-api-js, which we did not write, builds the same buttons and the same list', async () => {
  const graph = await openGraph()
  const client = createClient({ token: graph.token, phoneId: PHONE_ID, apiRoot: graph.url })
  const to = { to: '33639980001' }
  const buttons = encode(reply('C’est réglé ?', 'Oui', 'Non'))
  const list = encode(reply('Lequel ?', 'Renouveler ma carte d’identité', 'Autre chose'))
  if (buttons.kind !== 'buttons' || list.kind !== 'list') throw new Error('They are of another kind.')
  await client.send(to, buttons, 'clé')
  await client.send(to, list, 'clé')
  const [theirButton, ...others] = buttons.buttons.map(({ id, title }) => new Button(id, title))
  const [theirRow, ...otherRows] = list.rows.map(({ id, title, description }) => new Row(id, title, description))
  if (!theirButton || !theirRow) throw new Error('There is nothing to build.')
  const theirs = [
    new Interactive(new ActionButtons(theirButton, ...others), new Body(buttons.body)),
    new Interactive(
      new ActionList(list.button, new ListSection(undefined, theirRow, ...otherRows)),
      new Body(list.body),
    ),
  ]
  expect(graph.sent.map(({ interactive }) => interactive)).toEqual(JSON.parse(JSON.stringify(theirs)))
  await client.stop()
  await graph.close()
})

test('whatever is said, Meta’s description takes it and nobody loses a choice', () => {
  const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 90 }).filter((word) => word.trim() !== '')
  const longer = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1200 })
  fc.assert(
    fc.property(longer, fc.uniqueArray(words, { maxLength: 10 }), (text, labels) => {
      const said = reply(text, ...labels)
      const message = encode(said)
      const base = { messaging_product: 'whatsapp', recipient_type: 'individual', to: '33639980001' }
      if (message.kind === 'text') {
        expect(message.body.length).toBeLessThanOrEqual(4096)
        expect(wrongWith({ ...base, type: 'text', text: { body: message.body } })).toBe('')
        return
      }
      const action =
        message.kind === 'buttons'
          ? { buttons: message.buttons.map((button) => ({ type: 'reply', reply: button })) }
          : { button: message.button, sections: [{ rows: message.rows }] }
      const type = message.kind === 'buttons' ? 'button' : 'list'
      const interactive = { type, body: { text: message.body }, action }
      expect(wrongWith({ ...base, type: 'interactive', interactive })).toBe('')
      const titles = message.kind === 'buttons' ? message.buttons : message.rows
      expect(new Set(titles.map(({ title }) => title)).size).toBe(labels.length)
      expect(message.body).toBe(plainText(said))
    }),
    { numRuns: 300 },
  )
})
