import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../app/config.ts'
import { ARTICLES } from '../../app/knowledge.ts'
import { loadArticles } from '../../knowledge-base/load-articles.ts'
import { runService } from './run-service.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-bad-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string) => join(folder, name)
const NETWORK = { id: 'passerelle', name: 'Hub', timeZone: 'Europe/Paris' }
function writeNetwork(name: string, text: string) {
  mkdirSync(file('networks'), { recursive: true })
  writeFileSync(file(`networks/${name}`), text)
}

/** It ends with 1, and says one line: this code, and what to do. */
async function refusesToStart(environment: Record<string, string>, code: string, ...words: string[]) {
  const { code: exit, said } = await runService({ DATA_DIR: folder, ...environment })
  expect(said).toEqual([expect.stringContaining(`[${code}]`)])
  for (const word of words) expect(said[0]).toContain(word)
  expect(exit).toBe(1)
}

describe('the service says one line and does not start', () => {
  it('when the data folder cannot be made', () =>
    refusesToStart({ DATA_DIR: join(process.execPath, 'data') }, 'data.cannot-write', 'DATA_DIR'))

  it('when the database file is something else, which is left as it is', async () => {
    const text = 'Chère maman, '.repeat(1000)
    writeFileSync(file('passerelle.db'), text)
    await refusesToStart({}, 'store.not-a-database', file('passerelle.db'), 'restore a backup')
    expect(readFileSync(file('passerelle.db'), 'utf8')).toBe(text)
  })

  it('when the key file is broken, which is left as it is', async () => {
    writeFileSync(file('secret.key'), 'half a k')
    await refusesToStart({}, 'store.broken-key', 'backups')
    expect(readFileSync(file('secret.key'), 'utf8')).toBe('half a k')
  })

  it('when the key is not the one the database was written with', async () => {
    expect((await runService({ DATA_DIR: folder })).code).toBe(0)
    rmSync(file('secret.key'))
    await refusesToStart({}, 'store.other-key', 'secret.key')
  })

  it('when the network file was never good', async () => {
    writeNetwork('passerelle.json', '{ "id": "passerelle", ')
    await refusesToStart({}, 'network.no-settings', 'passerelle.json', 'not valid JSON')
  })

  it('when NETWORK names one that is not there', async () => {
    writeNetwork('passerelle.json', JSON.stringify(NETWORK))
    await refusesToStart({ NETWORK: 'ailleurs' }, 'network.no-settings', 'ailleurs', 'passerelle')
  })

  it('when PostgreSQL is not there', () =>
    refusesToStart({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, 'store.cannot-connect', 'DATABASE_URL'))
})

it.each([
  ['PORT', 'eighty'],
  ['SECRET_KEY', 'tooshort'],
  ['DATABASE_URL', 'mysql://localhost/passerelle'],
  ['TELEGRAM_TOKEN', 'no'],
  ['LOG_LEVEL', 'loud'],
])('the setting %s cannot be « %s », and the message names it', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^The setting ${name} cannot be used: .+Correct it`))
})

it('a network file somebody broke is served from its last good copy, and said once', async () => {
  writeNetwork('passerelle.json', '{ "id": "passerelle", ')
  writeNetwork('passerelle.last-good.json', JSON.stringify(NETWORK))
  const { code, said } = await runService({ DATA_DIR: folder })
  expect(code).toBe(0)
  expect(said.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({
      code: 'network.broken-settings',
      msg: expect.stringContaining('Correct the file'),
    }),
  ])
  expect(readFileSync(file('networks/passerelle.json'), 'utf8')).toBe('{ "id": "passerelle", ')
})

it('a broken article is named and left out, and all the others are served', () => {
  cpSync(ARTICLES, file('articles'), { recursive: true })
  const whole = loadArticles(file('articles'))
  const [first] = whole.articles
  writeFileSync(file(`articles/${first?.id}.md`), '---\ntitle: [never closed\n---\n')
  const { articles, findings } = loadArticles(file('articles'))
  expect(articles.map(({ id }) => id)).toEqual(whole.articles.slice(1).map(({ id }) => id))
  expect(findings.length).toBe(whole.findings.length + 1)
  expect(findings.some((finding) => finding.file.includes(`${first?.id}.md`) && finding.level === 'error')).toBe(true)
})
