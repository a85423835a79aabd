import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import pino from 'pino'
import { expect, it } from 'vitest'
import { readConfig } from '../../app/config.ts'
import { createServer } from '../../app/http/server.ts'
import { openPasserelle } from '../../app/passerelle.ts'
import type { RawActivity } from '../../messaging/channel.ts'
import type { MessagingTables } from '../../messaging/tables.ts'
import { readDeadLetters } from '../../messaging/transcript.ts'
import { describeFault } from '../../store/describe-fault.ts'
import { settle } from '../house.ts'

/** never kept anywhere, in any form */
const SECRETS = ['Tr0ub4dor&3x', '4970101234567890', '4970 1012 3456 7890', '1 84 12 76 451 089 46', '493817']
const ADDRESSES = ['33699123456@whatsapp.example', 'odile.marchadier@exemple.fr', 'jeton-1234567890abcdef']
/** kept in the conversation until it is erased, but no business of a log */
const PERSONAL = ['Odile Marchadier', '06 99 12 34 56', '12 rue des Tanneurs']
const SAID = [
  `bonjour je m'appelle Odile Marchadier, j'habite 12 rue des Tanneurs`,
  'mon mot de passe est Tr0ub4dor&3x et ma carte 4970 1012 3456 7890',
  'mot de passe : Tr0ub4dor&3x carte 4970101234567890',
  'mon numéro de sécu 1 84 12 76 451 089 46',
  'le code reçu par sms est 493817',
  'appelez moi au 06 99 12 34 56',
  'humain',
  '87400',
  'oui',
]

it('logs at their most talkative, files and dead letters hold no secret and no address that went in', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'passerelle-personal-'))
  let logged = ''
  const stream = new Writable({
    write(piece, _encoding, done) {
      logged += String(piece)
      done()
    },
  })
  const passerelle = await openPasserelle(readConfig({ DATA_DIR: dataDir }), pino({ level: 'debug' }, stream))
  const app = await createServer(passerelle)
  let mood: 'send' | 'throw' | 'refuse' = 'send'
  passerelle.channels.set('test', {
    name: 'test',
    capabilities: { buttons: 0, buttonLength: 0, textLength: 4096, serviceWindowHours: null },
    async send(address, reply) {
      // a platform's library that quotes everything it was given
      if (mood === 'throw') throw new Error(`POST /send to ${address} failed: ${reply.text}`)
      if (mood === 'refuse') return { kind: 'refused', reason: 'blocked by the person' }
      return { kind: 'sent', nativeId: null }
    },
    probe: async () => ({ state: 'up' }),
    stop: async () => {},
  })
  let messages = 0
  const write = (address: string, activity: RawActivity) =>
    passerelle.receive('test', [{ nativeId: `m${++messages}`, person: address, address, activity }])

  for (const address of ADDRESSES)
    for (const text of SAID) {
      await write(address, { kind: 'text', text })
      await settle(passerelle)
    }
  mood = 'throw'
  await write(ADDRESSES[0] ?? '', { kind: 'text', text: `${PERSONAL.join(' ')} mot de passe : Tr0ub4dor&3x` })
  const outbox = passerelle.store
    .of<MessagingTables>()
    .selectFrom('outbox')
    .select('error')
    .where('error', 'is not', null)
  while (!(await outbox.executeTakeFirst())) await new Promise((resolve) => setTimeout(resolve, 20))
  mood = 'refuse'
  await write(ADDRESSES[1] ?? '', { kind: 'text', text: 'merci' })
  const dead = passerelle.store.of<MessagingTables>().selectFrom('outbox').select('id').where('state', '=', 'dead')
  while (!(await dead.executeTakeFirst())) await new Promise((resolve) => setTimeout(resolve, 20))
  for (const url of ['/metrics', '/health/channels', '/nowhere', `/?q=${encodeURIComponent(SECRETS[0] ?? '')}`])
    await app.inject({ url })
  const letters = JSON.stringify(await readDeadLetters(passerelle.store, 'passerelle'))
  const errors = JSON.stringify(await outbox.execute())
  const metrics = (await app.inject('/metrics')).body
  const filesBefore = filesOf(dataDir)
  await app.close()
  await passerelle.stop()

  expect(logged).toContain('test.send-failed')
  expect(letters).toContain('blocked by the person')
  for (const piece of [...SECRETS, ...ADDRESSES]) {
    for (const [name, bytes] of [...filesBefore, ...filesOf(dataDir)])
      expect(bytes.includes(piece), `${piece} in ${name}`).toBe(false)
  }
  for (const piece of [...SECRETS, ...ADDRESSES, ...PERSONAL])
    for (const [name, text] of Object.entries({ logged, letters, errors, metrics }))
      expect(text.includes(piece), `${piece} in ${name}`).toBe(false)
  // the grep itself works: what may be kept is found
  expect(filesBefore.some(([, bytes]) => bytes.includes('Tanneurs'))).toBe(true)
  rmSync(dataDir, { recursive: true, force: true })
})

it('a fault is described by its kind and our own line, never by its message', () => {
  const fault = describeFault(new TypeError('cannot read « 06 99 12 34 56 »'))
  expect(fault).toMatch(/^TypeError at test\/http\/nothing-personal\.test\.ts:\d+$/)
  expect(describeFault(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))).toContain('Error ECONNREFUSED')
  expect(describeFault('06 99 12 34 56')).toBe('string')
})

const filesOf = (folder: string): [string, Buffer][] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => [file.name, readFileSync(join(file.parentPath, file.name))])
