import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { run } from '../../app/commands/doctor.ts'
import { readConfig } from '../../app/config.ts'
import { openDatabase } from '../../app/open-database.ts'
import { createAccount } from '../../network/people/accounts.ts'
import { createFreshDatabase, noServer } from '../fresh-database.ts'

let folder: string
const said: string[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-doctor-'))
  said.length = 0
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line))
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  process.exitCode = undefined
  rmSync(folder, { recursive: true, force: true })
})

async function examine(environment: Record<string, string> = {}): Promise<string[]> {
  for (const [name, value] of Object.entries({ DATA_DIR: folder, ...environment })) vi.stubEnv(name, value)
  said.length = 0
  await run()
  return said.filter((line) => line.startsWith('TO MEND'))
}

async function settleIn(environment: Record<string, string> = {}) {
  const house = await openDatabase(readConfig({ DATA_DIR: folder, ...environment }), () => {})
  await house.settings.update('passerelle', (current) => ({
    ...current,
    openingHours: { ...current.openingHours, monday: [{ from: '09:00', to: '12:00' }] },
  }))
  const made = { networkId: 'passerelle', login: 'a', firstName: 'A', role: 'admin' as const, password: 'un-long-mot' }
  await createAccount(house.store, made, Date.now())
  await house.close()
}

/** the phrases are being worked on while this runs elsewhere: the model's own line is not this test's business */
const butModel = (lines: string[]) => lines.filter((line) => !line.includes(' model: '))

it('says of an empty folder what is missing, each time with what to do', async () => {
  const broken = butModel(await examine())
  expect(broken).toEqual([
    expect.stringMatching(/key: .*secret\.key is missing: put back/),
    expect.stringMatching(/database: .* does not exist yet: start the service once/),
  ])
  expect(process.exitCode).toBe(1)
})

it('finds a house that is lived in healthy', async () => {
  await settleIn()
  expect(butModel(await examine())).toEqual([])
  expect(said.join('\n')).toMatch(/OK +database: sqlite, up to date/)
  expect(said.join('\n')).toMatch(/OK +articles: \d+ loaded/)
  expect(said.join('\n')).not.toContain('    at ')
})

it('names a network nobody can be told the hours of, a broken document, another key, a file that is no database', async () => {
  await (await openDatabase(readConfig({ DATA_DIR: folder }), () => {})).close()
  expect((await examine()).join('\n')).toMatch(/opening hours: none are known[\s\S]*accounts: nobody/)
  writeFileSync(join(folder, 'networks/passerelle.json'), '{')
  expect((await examine()).join('\n')).toMatch(/network: .*passerelle\.json cannot be used/)
  writeFileSync(join(folder, 'secret.key'), `${Buffer.alloc(32, 7).toString('base64')}\n`)
  expect((await examine()).join('\n')).toContain('written with another key')
  writeFileSync(join(folder, 'passerelle.db'), 'Chère maman, '.repeat(1000))
  rmSync(join(folder, 'passerelle.db-wal'), { force: true })
  expect((await examine()).join('\n')).toContain('is not a database')
})

it('asks Telegram whether it knows the token, and never shows it', async () => {
  await settleIn()
  const server = createServer((request, response) => {
    const known = request.url === '/bot123456:good-token-here/getMe'
    response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' })
    response.end(JSON.stringify(known ? { ok: true, result: { username: 'passerelle_bot' } } : { ok: false }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const root = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  expect(butModel(await examine({ TELEGRAM_TOKEN: '123456:good-token-here', TELEGRAM_API_ROOT: root }))).toEqual([])
  expect(said.join('\n')).toContain('@passerelle_bot')
  const wrong = await examine({ TELEGRAM_TOKEN: '123456:wrong-token-here', TELEGRAM_API_ROOT: root })
  expect(wrong.join('\n')).toContain('@BotFather')
  server.close()
  const away = await examine({ TELEGRAM_TOKEN: '123456:wrong-token-here', TELEGRAM_API_ROOT: 'http://127.0.0.1:1' })
  expect(away.join('\n')).toContain('127.0.0.1:1 cannot be reached')
  expect(said.join('\n')).not.toContain('token-here')
})

it.skipIf(noServer)(
  `compares the clocks of PostgreSQL and of this machine${noServer ? ` (${noServer})` : ''}`,
  async () => {
    const database = await createFreshDatabase()
    const environment = { DATABASE_URL: database.url }
    await settleIn(environment)
    expect(butModel(await examine(environment))).toEqual([])
    expect(said.join('\n')).toContain('clock of the database: the same as here')
    await database.drop()
  },
)
