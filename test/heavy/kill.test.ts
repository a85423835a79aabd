import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { HandoffTables } from '../../handoff/tables.ts'
import type { MessagingTables } from '../../messaging/tables.ts'
import { openSqlite } from '../../store/open-sqlite.ts'

const KILLS = 30
const PEOPLE = 40
/** said in turn by each person: an answer, a miss, the way to a ticket */
const SAID = ['bonjour', 'code caf perdu', 'humain', '87400', 'oui', 'ca presse', 'merci']

it(`loses nothing when it is killed ${KILLS} times under load`, { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-kill-'))
  const sentFile = join(folder, 'sent.jsonl')
  const port = await freePort()
  const acknowledged: { nativeId: string; person: string }[] = []
  let kills = 0
  let child = await start(folder, sentFile, port)

  // each person writes their next message once the one before is acknowledged, whatever happens to the service
  const talking = Array.from({ length: PEOPLE }, async (_, index) => {
    const person = `personne-${index}`
    for (let turn = 0; turn < SAID.length * 3; turn++) {
      const nativeId = `${person}:${turn}`
      const incoming = [
        { nativeId, person, address: person, activity: { kind: 'text', text: SAID[turn % SAID.length] } },
      ]
      while (!(await post(port, incoming))) await sleep(50)
      acknowledged.push({ nativeId, person })
      await sleep(Math.random() * 1200)
    }
  })
  const killing = (async () => {
    while (kills < KILLS) {
      await sleep(200 + Math.random() * 900)
      child.kill('SIGKILL')
      kills++
      child = await start(folder, sentFile, port)
    }
  })()
  await Promise.all([...talking, killing])
  await settled(folder)
  child.kill('SIGKILL')

  const store = openSqlite(join(folder, 'passerelle.db'))
  const db = store.of<MessagingTables & HandoffTables>()
  const inbox = await db.selectFrom('inbox').selectAll().execute()
  const outbox = await db.selectFrom('outbox').selectAll().execute()
  const tickets = await db.selectFrom('tickets').selectAll().execute()
  await store.close()
  const sent = readFileSync(sentFile, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
  rmSync(folder, { recursive: true, force: true })

  const doneIds = new Set(inbox.filter((row) => row.state === 'done').map((row) => row.native_id))
  const lost = acknowledged.filter(({ nativeId }) => !doneIds.has(nativeId))
  const doubled = sent.length - outbox.filter((row) => row.state === 'sent').length
  console.log(
    `${kills} kills, ${acknowledged.length} messages acknowledged, ${lost.length} lost, ${outbox.length} replies, ${doubled} sent twice (in flight at a kill), ${tickets.length} tickets.`,
  )
  expect(kills).toBe(KILLS)
  expect(lost).toEqual([])
  expect(inbox.length).toBe(acknowledged.length)
  expect(outbox.every((row) => row.state === 'sent')).toBe(true)
  // a send is doubled only when the kill fell between sending and noting it
  expect(doubled).toBeGreaterThanOrEqual(0)
  expect(doubled).toBeLessThanOrEqual(KILLS * 16)
  const people = new Set(acknowledged.map(({ person }) => person))
  const conversations = new Set(outbox.map((row) => row.conversation_id))
  expect(conversations.size).toBe(people.size)
})

async function start(folder: string, sentFile: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'service.ts'), folder, sentFile, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve())
    child.once('exit', (code) => code !== null && reject(new Error(`the service ended with ${code}`)))
  })
  return child
}

async function post(port: number, body: unknown): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(3000),
    })
    return response.ok
  } catch {
    return false
  }
}

/** Until nothing waits to be answered or sent. */
async function settled(folder: string): Promise<void> {
  const store = openSqlite(join(folder, 'passerelle.db'))
  const db = store.of<MessagingTables>()
  for (let tries = 0; tries < 600; tries++) {
    const waiting = await db.selectFrom('inbox').select('id').where('state', '=', 'pending').limit(1).executeTakeFirst()
    const unsent = await db.selectFrom('outbox').select('id').where('state', '=', 'pending').limit(1).executeTakeFirst()
    if (!waiting && !unsent) break
    await sleep(200)
  }
  await store.close()
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
