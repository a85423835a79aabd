import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { HandoffTables } from '../../handoff/tables.ts'
import type { MessagingTables } from '../../messaging/tables.ts'
import { openSqlite } from '../../store/open-sqlite.ts'
import { freePort, post, startService } from './start-service.ts'

// this one is about the file database, whatever the others stand on
const environment = { DATABASE_URL: '' }
/** fewer where minutes are counted (`.ci/run`) */
const KILLS = Number(process.env.KILLS ?? 30)
const PEOPLE = 40
/** said in turn by each person: an answer, a miss, the way to a ticket */
const SAID = ['bonjour', 'code caf perdu', 'humain', '87400', 'oui', 'ca presse', 'merci']

it(`loses nothing when it is killed ${KILLS} times under load`, { timeout: 900_000 }, async () => {
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

const start = (dataDir: string, sentFile: string, port: number) =>
  startService({ dataDir, sentFile, port, environment })

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
