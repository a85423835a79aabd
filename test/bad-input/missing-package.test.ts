import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runService } from './run-service.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'passerelle-hidden-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))
const hide = (name: string) => ({
  DATA_DIR: dataDir,
  HIDDEN_PACKAGE: name,
  NODE_OPTIONS: '--import ./test/bad-input/hide-package.mjs',
})

test('without telegraf, Telegram is off with one clear line and the rest runs', async () => {
  const { code, said } = await runService({ ...hide('telegraf'), TELEGRAM_TOKEN: '123456:ABCDEFGHIJKL' })
  expect(code).toBe(0)
  expect(said).toHaveLength(1)
  expect(said[0]).toContain('« telegraf », which is not installed: run « npm ci »')
})

test('without telegraf and without a token, nothing is missed', async () => {
  expect(await runService(hide('telegraf'))).toEqual({ code: 0, said: [] })
})

test('without pg, a service on PostgreSQL says so in one line', async () => {
  const { code, said } = await runService({ ...hide('pg'), DATABASE_URL: 'postgres://nobody@127.0.0.1:1/x' })
  expect(code).toBe(1)
  expect(said).toHaveLength(1)
  expect(said[0]).toContain('« pg »')
})

test('without kapso, WhatsApp is off with one clear line and the rest runs', async () => {
  const { code, said } = await runService({
    ...hide('@kapso/whatsapp-cloud-api'),
    WHATSAPP_CLOUD_TOKEN: 'EAAJ-jeton-de-test-0123456789',
    WHATSAPP_CLOUD_PHONE_ID: '106540352242922',
    WHATSAPP_CLOUD_APP_SECRET: '0123456789abcdef0123456789abcdef',
    WHATSAPP_CLOUD_VERIFY_TOKEN: 'jeton-de-verification-0123',
  })
  expect(code).toBe(0)
  expect(said).toHaveLength(1)
  expect(said[0]).toContain('« @kapso/whatsapp-cloud-api », which is not installed: run « npm ci »')
})
