import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { demoConfig, fillDemo } from '../../app/commands/demo.ts'
import { readConfig } from '../../app/config.ts'
import { createServer } from '../../app/http/server.ts'
import { createLog } from '../../app/log.ts'
import { openPasserelle } from '../../app/passerelle.ts'
import { readQueue } from '../../handoff/tickets.ts'
import { logIn } from '../../network/people/accounts.ts'
import { readNeeds } from '../../unmet-needs/needs.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'passerelle-demo-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

test('the demo keeps away from the real database and from the channels real people write on', () => {
  const real = readConfig({
    DATA_DIR: join(dataDir, 'beside'),
    DATABASE_URL: 'postgres://ici/passerelle',
    SECRET_KEY: Buffer.alloc(32).toString('base64'),
    TELEGRAM_TOKEN: '123456:jeton-invente',
    ALERT_TELEGRAM_CHAT: '-100123',
    WHATSAPP_WEB: 'on',
  })
  const { databaseUrl, secretKey, telegram, whatsAppWeb, alerts } = demoConfig(real)
  expect([databaseUrl, secretKey, telegram, whatsAppWeb, alerts.telegramChat]).toEqual([null, null, null, null, null])
})

test('the demo is made anew in its own folder: people wait, somebody is answered, needs are noted, its accounts work', async () => {
  mkdirSync(join(dataDir, 'demo'))
  writeFileSync(join(dataDir, 'demo', 'old'), '')
  writeFileSync(join(dataDir, 'passerelle.db'), 'the real one')
  const passerelle = await openPasserelle(demoConfig({ ...readConfig({}), dataDir }), createLog('silent'))
  const app = await createServer(passerelle)
  const { store, now, config } = passerelle
  const { accounts, passwords } = await fillDemo(passerelle)
  const { waiting, mine } = await readQueue(store, config.networkId, accounts.get('nadia')?.id ?? '')
  expect(existsSync(join(dataDir, 'demo', 'old'))).toBe(false)
  expect(existsSync(join(dataDir, 'passerelle.db'))).toBe(true)
  expect(waiting.length).toBeGreaterThanOrEqual(3)
  expect(waiting.some(({ promisedAt }) => promisedAt !== null)).toBe(true)
  expect(waiting[0]?.priority).toBe(true)
  expect(mine).toHaveLength(1)
  expect((await readNeeds(store, config.networkId, null)).length).toBeGreaterThanOrEqual(8)
  expect((await passerelle.readWorld()).desk.onDuty).toBe(2)
  for (const login of ['nadia', 'bruno', 'claire'])
    expect((await logIn(store, login, passwords.get(login) ?? '', now())).kind).toBe('ok')
  await app.close()
  await passerelle.stop()
})
