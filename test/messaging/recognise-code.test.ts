import { expect, test } from 'vitest'
import { recogniseCode } from '../../messaging/relay/recognise-code.ts'

const digitsIn = (text: string) => recogniseCode(text)?.digits ?? null

test('six digits are a code when they are the whole message, however they are grouped', () => {
  for (const text of [
    '482913',
    '482 913',
    '482-913',
    ' 482.913 ',
    '4 8 2 9 1 3',
    'code 482913',
    'Mon code : 482 913.',
    '٤٨٢٩١٣',
  ])
    expect([text, digitsIn(text), recogniseCode(text)?.alone]).toEqual([text, '482913', true])
})

test('among other words they are one only when a code is spoken of', () => {
  expect(recogniseCode('bonjour je continue ici 482913')).toMatchObject({ digits: '482913', alone: false })
  expect(recogniseCode('o meu código é 482 913 obrigado')).toMatchObject({ digits: '482913', alone: false })
  expect(digitsIn('il me reste 482913 euros')).toBeNull()
})

test('a date, a postcode, a phone number, an amount and longer numbers are not codes', () => {
  for (const text of [
    '12 11 58',
    '12.11.58',
    '12/11/26',
    '87400',
    '8740012',
    '06 12 34 56 78',
    '482 913,50',
    '1 482 913',
    'code 482 913 77',
    '482913 482914',
  ])
    expect([text, digitsIn(text)]).toEqual([text, null])
})

test('a long message is not looked at', () => {
  expect(digitsIn(`code ${'mot '.repeat(30)} 482913`)).toBeNull()
})
