import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createServer } from '../../app/http/server.ts'
import { readDeadLetters } from '../../messaging/transcript.ts'
import { createRandom } from '../../safety/learning/create-random.ts'
import { openTestHouse, settle } from '../house.ts'
import { newVisitor } from '../web-chat/visitor.ts'

const random = createRandom(2026)
const digits = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 10)).join('')
const word = () => Array.from({ length: 7 }, () => 'bcdfghjklmnprstv'[Math.floor(random() * 16)]).join('')
const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item
const grouped = (text: string, size: number) =>
  text.replace(new RegExp(`(.{${size}})(?=.)`, 'g'), `$1${pick([' ', ''])}`)

/** Each with the message it comes in; keys and checksums are at random, as after a typing error. */
const makers: (() => [secret: string, message: string])[] = [
  () => secretIn(`${pick(['1', '2'])}${digits(2)}0${pick(['1', '7', '9'])}${digits(10)}`, 'mon numéro de sécu '),
  () => secretIn(grouped(`4${digits(15)}`, 4), 'je tape ma carte '),
  () => secretIn(grouped(`FR${digits(25)}`, 4), 'mon iban est '),
  () => secretIn(`3${digits(12)}`, 'mon numéro fiscal est '),
  () => secretIn(`${word()}${digits(3)}`, pick(announcements)),
]
const announcements = [
  'mon mot de passe est ',
  'mn mdp c ',
  'my password is ',
  'a minha senha é ',
  'mi contraseña es ',
  'كلمة السر هي ',
  'şifrem ',
  'мій пароль ',
  'parola mea este ',
]
const secretIn = (secret: string, before: string): [string, string] => [secret, `${before}${secret}`]
const secrets: [string, string][] = Array.from(
  { length: process.env.HEAVY ? 200 : 40 },
  (_, at) => (makers[at % makers.length] ?? makers[0])?.() ?? ['', ''],
)

it('generated secrets (40; 200 with HEAVY=1) leave no byte in a file, a dead letter or a need, by whichever door they came', {
  timeout: 300_000,
}, async () => {
  const house = await openTestHouse()
  const app = await createServer(house.passerelle)
  const person = house.newPerson()
  const visitor = newVisitor(app)
  await house.setOnDuty(true)
  await person.sends({ kind: 'text', text: 'humain' })
  await person.sends({ kind: 'text', text: 'oui' })
  const helped = (await person.ticket()) !== null
  if (helped) await person.mediator('claim')
  for (const [at, [, message]] of secrets.entries()) {
    if (at % 3 === 0) await visitor.says(message)
    else if (at % 3 === 1) await house.newPerson().sends({ kind: 'text', text: `${message} zzgl prfx ?` })
    else if (helped) await person.mediator('say', message)
    else await person.sends({ kind: 'text', text: message })
  }
  await settle(house.passerelle)
  const rows = JSON.stringify([await house.needs(), await readDeadLetters(house.passerelle.store, 'passerelle')])
  const folder = house.passerelle.config.dataDir
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => [file.name, readFileSync(join(file.parentPath, file.name))] as const)
  await app.close()
  await house.close()

  const found = secrets.filter(
    ([secret]) =>
      rows.includes(secret) ||
      files.some(([, bytes]) => [secret, secret.replaceAll(' ', '')].some((one) => bytes.includes(one))),
  )
  expect(found.map(([, message]) => message)).toEqual([])
  // the search itself works: what may be kept is found
  expect(files.some(([, bytes]) => bytes.includes('zzgl prfx'))).toBe(true)
})
