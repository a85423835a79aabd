import { expect, test } from 'vitest'
import { decode, decodeStart } from '../../adapters/web-chat/decode.ts'
import { formSchema, LONGEST_MESSAGE } from '../../adapters/web-chat/payload.schema.ts'

const decodeForm = (form: Record<string, string>, session = 'session') => decode(formSchema.parse(form), session)

function incoming(form: Record<string, string>, session?: string) {
  const decoded = decodeForm(form, session)
  if (decoded.kind !== 'message') throw new Error(`decoded as ${decoded.kind}`)
  return decoded.incoming
}

test('words are a text, without the blanks around them', () => {
  expect(incoming({ texte: '  bonjour\r\nmadame ' }).activity).toEqual({ kind: 'text', text: 'bonjour\nmadame' })
})

test('a button says its question, its number and its words', () => {
  expect(incoming({ question: '4', choix: '2 Carte perdue' }).activity).toEqual({
    kind: 'choice',
    question: '4',
    number: '2',
    label: 'Carte perdue',
  })
})

test('a position is two numbers on the earth', () => {
  expect(incoming({ latitude: '45.838', longitude: '1.488' }).activity).toEqual({
    kind: 'location',
    latitude: 45.838,
    longitude: 1.488,
  })
  expect(formSchema.safeParse({ latitude: '95', longitude: '1' }).success).toBe(false)
  expect(formSchema.safeParse({ latitude: 'ici', longitude: '1' }).success).toBe(false)
})

test('the same form sent twice is the same message', () => {
  const form = { jeton: 'abc', texte: 'bonjour' }
  expect(incoming(form).nativeId).toBe(incoming(form).nativeId)
})

test('another form, other words in it, or another person: another message', () => {
  const ids = [
    incoming({ jeton: 'abc', texte: 'bonjour' }),
    incoming({ jeton: 'abd', texte: 'bonjour' }),
    incoming({ jeton: 'abc', texte: 'bonsoir' }),
    incoming({ jeton: 'abc', texte: 'bonjour' }, 'other'),
    incoming({ texte: 'bonjour' }),
    incoming({ texte: 'bonjour' }),
    decodeStart(formSchema.parse({ jeton: 'abc' }), 'session'),
  ].map(({ nativeId }) => nativeId)
  expect(new Set(ids).size).toBe(ids.length)
})

test('nothing is nothing, and too long is said', () => {
  expect(decodeForm({ texte: ' \n ' })).toEqual({ kind: 'empty' })
  expect(decodeForm({ texte: 'a'.repeat(LONGEST_MESSAGE) }).kind).toBe('message')
  expect(decodeForm({ texte: 'a'.repeat(LONGEST_MESSAGE + 1) })).toEqual({ kind: 'too-long' })
})
