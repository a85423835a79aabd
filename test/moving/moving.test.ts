import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { readHouse } from '../../app/archive.ts'
import * as backup from '../../app/commands/backup.ts'
import * as move from '../../app/commands/move.ts'
import * as restore from '../../app/commands/restore.ts'
import { readConfig } from '../../app/config.ts'
import { createLog } from '../../app/log.ts'
import { openDatabase } from '../../app/open-database.ts'
import { openPasserelle } from '../../app/passerelle.ts'
import { signOnDuty } from '../../handoff/desk.ts'
import type { MessagingTables } from '../../messaging/tables.ts'
import { createAccount } from '../../network/people/accounts.ts'
import { createFreshDatabase, noServer } from '../fresh-database.ts'
import { waitingChannel } from '../waiting-channel.ts'

let folder: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-moving-'))
  vi.spyOn(console, 'log').mockImplementation(() => {})
  await liveIn(join(folder, 'old'))
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

/** A house somebody lived in: conversations, a ticket, accounts, an opening hour changed. */
async function liveIn(dataDir: string) {
  const passerelle = await openPasserelle(readConfig({ DATA_DIR: dataDir }), createLog('silent'))
  passerelle.channels.set('test', waitingChannel('test'))
  const made = {
    networkId: 'passerelle',
    login: 'nadia',
    firstName: 'Nadia',
    role: 'lead' as const,
    password: 'un-long-mot',
  }
  const account = await createAccount(passerelle.store, made, Date.now())
  if (account) await signOnDuty(passerelle.store, 'passerelle', account.id, Date.now())
  await passerelle.settings.update('passerelle', (current) => ({
    ...current,
    name: 'Le Hub',
    closedOn: ['2026-12-25'],
  }))
  let messages = 0
  for (const text of ['bonjour', 'code caf perdu', 'humain', '87400', 'oui', 'où est « l’accueil » ? 🏠']) {
    const activity = { kind: 'text', text } as const
    await passerelle.receive(
      'test',
      ['a', 'b'].map((person) => ({ nativeId: `${++messages}`, person, address: person, activity })),
    )
    const waiting = passerelle.store
      .of<MessagingTables>()
      .selectFrom('inbox')
      .select('id')
      .where('state', '=', 'pending')
    while (await waiting.executeTakeFirst()) await sleep(20)
  }
  await passerelle.stop()
}

const at = (dataDir: string, url = '') => {
  vi.stubEnv('DATA_DIR', join(folder, dataDir))
  vi.stubEnv('DATABASE_URL', url === '' ? undefined : url)
}

async function contents(dataDir: string, url?: string) {
  const config = readConfig({ DATA_DIR: join(folder, dataDir), ...(url && { DATABASE_URL: url }) })
  const house = await openDatabase(config, () => {})
  const tables = await readHouse(house.store, [], async () => {})
  const networks = house.settings.list()
  await house.close()
  return { tables, networks }
}

it('a backup restored elsewhere is the same house, and needs its key', async () => {
  const before = await contents('old')
  expect(before.tables.inbox?.count).toBe(12)
  at('old')
  await backup.run([join(folder, 'copy')])
  at('new')
  await restore.run([join(folder, 'copy')])
  await expect(contents('new')).rejects.toThrow('another key')
  copyFileSync(join(folder, 'old/secret.key'), join(folder, 'new/secret.key'))
  expect(await contents('new')).toEqual(before)
  expect(before.networks[0]?.name).toBe('Le Hub')
})

it('a backup never holds the key, and never goes over another file', async () => {
  at('old')
  await backup.run([join(folder, 'copy')])
  const key = readFileSync(join(folder, 'old/secret.key'), 'utf8').trim()
  const { gunzipSync } = await import('node:zlib')
  expect(gunzipSync(readFileSync(join(folder, 'copy'))).includes(key)).toBe(false)
  await expect(backup.run([join(folder, 'copy')])).rejects.toThrow('exists already')
})

it('a house that is lived in is not restored over', async () => {
  at('old')
  await backup.run([join(folder, 'copy')])
  const before = await contents('old')
  await expect(restore.run([join(folder, 'copy')])).rejects.toThrow('not empty')
  expect(await contents('old')).toEqual(before)
})

it.each([
  ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 40)],
  ['that is something else', () => Buffer.from('Chère maman')],
])('a backup %s writes nothing', async (_, damage) => {
  at('old')
  await backup.run([join(folder, 'copy')])
  writeFileSync(join(folder, 'copy'), damage(readFileSync(join(folder, 'copy'))))
  at('new')
  await expect(restore.run([join(folder, 'copy')])).rejects.toThrow(/not a whole backup|cut short/)
  expect((await contents('new')).tables.inbox?.count).toBe(0)
})

it.skipIf(noServer)(
  `the house moves to PostgreSQL, the same row by row, once${noServer ? ` (${noServer})` : ''}`,
  async () => {
    const database = await createFreshDatabase()
    const before = await contents('old')
    at('old')
    await move.run(['--to', database.url])
    expect(await contents('old', database.url)).toEqual(before)
    await expect(move.run(['--to', database.url])).rejects.toThrow('not empty')
    // and back, by the same file
    at('old', database.url)
    await backup.run([join(folder, 'copy')])
    at('again')
    await restore.run([join(folder, 'copy')])
    copyFileSync(join(folder, 'old/secret.key'), join(folder, 'again/secret.key'))
    expect(await contents('again')).toEqual(before)
    await database.drop()
  },
)
