import { afterEach, beforeEach, expect, it } from 'vitest'
import type { RawActivity } from '../../messaging/channel.ts'
import { maskSecrets } from '../../safety/secrets/mask-secrets.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { generateSecrets } from './generate-secrets.ts'
import { findLeaks, readAllWritten } from './search.ts'
import { watchOutput } from './watch-output.ts'

// Secrets that come otherwise than as a message that is masked whole.
const told = generateSecrets(2031, 22)
const numbers = told.filter(({ kind }) => ['nir', 'card', 'fiscal', 'iban'].includes(kind))

let house: TestHouse
let watch: ReturnType<typeof watchOutput>
beforeEach(async () => {
  watch = watchOutput()
  house = await openTestHouse(watch.environment)
})
afterEach(() => house.close())

async function leaksOf(secrets: string[], activities: RawActivity[]): Promise<string[]> {
  for (const activity of activities) await house.newPerson().sends(activity)
  return findLeaks(secrets, [...(await readAllWritten(house.passerelle)), ...watch.written()])
}

it('a number typed where a place’s code goes is not kept', async () => {
  const codes = numbers.map(({ secret }) => secret.replace(/[\s.]/g, ''))
  expect(
    await leaksOf(
      codes,
      codes.map((placeCode) => ({ kind: 'start', placeCode })),
    ),
  ).toEqual([])
})

it('a place’s own code is', async () => {
  const person = house.newPerson()
  await person.sends({ kind: 'start', placeCode: 'mediatheque' })
  expect(person.lastText()).toContain('la Médiathèque du Chêne')
})

it('a button of somebody’s own making carries no secret in', async () => {
  const pressed = told.map(
    ({ secret, message }, at): RawActivity =>
      at % 2 === 0
        ? { kind: 'choice', question: 'consent', number: '1', label: message }
        : { kind: 'choice', question: message, number: secret, label: '' },
  )
  expect(
    await leaksOf(
      told.map(({ secret }) => secret),
      pressed,
    ),
  ).toEqual([])
})

it('a secret cut in two by a character no database keeps is still one, beside a code too', async () => {
  const cut = told.map(({ message, secret }, at): RawActivity => {
    const broken = message.replace(secret, () => `${secret.slice(0, 3)}\0${secret.slice(3)}`)
    return { kind: 'text', text: at % 2 === 0 ? broken : `\0\0code 482913 ${broken}` }
  })
  expect(await leaksOf([...told.map(({ secret }) => secret), '482913'], cut)).toEqual([])
})

it('a secret that the end of a very long message cuts in two leaves no half of itself', async () => {
  const halves = numbers.map(({ secret }) => secret.replace(/[\s.-]/g, '').slice(0, 9))
  const long = numbers.map(({ secret, message }): RawActivity => {
    const bare = secret.replace(/[\s.-]/g, '')
    const before = message.replace(secret, () => '')
    const filler = 'je raconte tout '.repeat(1000).slice(0, 10_000 - 9 - before.length - 1)
    return { kind: 'text', text: `${filler} ${before}${bare} et la suite ${'encore '.repeat(50)}` }
  })
  expect(await leaksOf(halves, long)).toEqual([])
})

// Telephones copied from some address books have signs without width around and between their digits; some Asian keyboards write wide ones.
const unseen = (change: (secret: string) => string) =>
  told.filter(({ secret, message }) => {
    const changed = change(secret)
    return maskSecrets(message.replace(secret, () => changed)).masked.includes(changed)
  })

it('a secret with a sign of no width inside is masked', () => {
  expect(unseen((secret) => `${secret.slice(0, 4)}\u200b${secret.slice(4)}`)).toEqual([])
})

it('a secret in wide digits is masked', () => {
  const wide = (digit: string) => String.fromCharCode(0xff10 + Number(digit))
  expect(unseen((secret) => secret.replace(/\d/g, wide))).toEqual([])
})
