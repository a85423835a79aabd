import { expect, test } from 'vitest'
import { findTouchables } from '../../adapters/web-chat/find-touchables.ts'

const touched = (text: string, speaksOfDanger = false) =>
  findTouchables(text, speaksOfDanger).flatMap(({ text, href }) => (href === null ? [] : [`${text} → ${href}`]))

test('the pieces put together are the text, letter for letter', () => {
  const text = 'Appelez le 3646 ou 01 44 55 66 77, puis ameli.fr.\nEt voilà : evil-ameli.com'
  expect(
    findTouchables(text, true)
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text)
})

test('phone numbers can be touched, however they are spaced', () => {
  expect(touched('Appelez le 3646.')).toEqual(['3646 → tel:3646'])
  expect(touched('Au 01 44 55 66 77 (gratuit)')).toEqual(['01 44 55 66 77 → tel:0144556677'])
  expect(touched('SOS loyers : 0 805 160 075')).toEqual(['0 805 160 075 → tel:0805160075'])
  expect(touched('le 39 39, payant')).toEqual(['39 39 → tel:3939'])
})

test('amounts, years, postcodes and days of the month are not phone numbers', () => {
  for (const text of [
    '3000 euros',
    '3 000 €',
    'en 2025',
    '87400 Saint-Léonard',
    'avant le 15 mars',
    'le 17/03/2025',
    '3500 %',
  ])
    expect(touched(text), text).toEqual([])
})

test('where danger is spoken of the short numbers can be touched, and 114 is written to', () => {
  expect(touched('Appelez le 15 ou le 112. Sans parler : SMS au 114.', true)).toEqual([
    '15 → tel:15',
    '112 → tel:112',
    '114 → sms:114',
  ])
})

test('only official sites are links', () => {
  expect(touched('Allez sur ameli.fr')).toEqual(['ameli.fr → https://ameli.fr'])
  expect(touched('https://www.service-public.gouv.fr/particuliers')).toHaveLength(1)
  for (const text of [
    'https://ants.gouv.fr.evil.com',
    'caf-fr.info',
    'http://ameli.fr@evil.com',
    'https://bit.ly/abc',
    'javascript:alert(1)',
  ])
    expect(touched(text), text).toEqual([])
})
