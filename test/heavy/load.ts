import { type ChildProcess, execSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { MessagingTables } from '../../messaging/tables.ts'
import { openPostgres } from '../../store/open-postgres.ts'
import type { Store } from '../../store/store.ts'
import { createFreshDatabase } from '../fresh-database.ts'
import { checkHistory, type History, type Posted, readLines, type Sent } from './check-history.ts'
import { freePort, post, startService } from './start-service.ts'

const CONVERSATIONS = 200
/** said in turn by each person: answers, misses, the way to a ticket */
const SAID = [
  'bonjour',
  'code caf perdu',
  'humain',
  '87400',
  'oui',
  'ca presse',
  'merci',
  'mot de passe impots',
  'bla',
  '0',
]

export interface Load {
  processes: ChildProcess[]
  /** in place of one that ended, on its port */
  restart(index: number): Promise<void>
  /** share of the messages taken so far, 0 to 1 */
  progress(): number
}

/** 200 people write ten messages each to any of the processes, while `disturb` does its worst; then history is checked. */
export async function runLoad(count: number, disturb: (load: Load) => Promise<void>): Promise<History> {
  const database = await createFreshDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-load-'))
  const sentFile = join(folder, 'sent.jsonl')
  writeFileSync(sentFile, '')
  const environment = { DATABASE_URL: database.url, SECRET_KEY: randomBytes(32).toString('base64') }
  const ports: number[] = []
  for (let index = 0; index < count; index++) ports.push(await freePort())
  const start = (index: number) =>
    startService({ dataDir: join(folder, `process-${index}`), sentFile, port: ports[index] ?? 0, environment })
  const processes = await Promise.all(ports.map((_, index) => start(index)))
  const posted: Posted[] = []
  try {
    const talking = Array.from({ length: CONVERSATIONS }, async (_, number) => {
      const person = `personne-${number}`
      for (const [turn, text] of SAID.entries()) {
        const nativeId = `${person}:${turn}`
        const message = [{ nativeId, person, address: person, activity: { kind: 'text', text } }]
        const anyPort = () => ports[Math.floor(Math.random() * ports.length)] ?? 0
        while (!(await post(anyPort(), message))) await sleep(50)
        posted.push({ nativeId, person })
        await sleep(Math.random() * 1500)
      }
    })
    await Promise.all([
      ...talking,
      disturb({
        processes,
        async restart(index) {
          processes[index] = await start(index)
        },
        progress: () => posted.length / (CONVERSATIONS * SAID.length),
      }),
    ])
    const store = await openPostgres(database.url, () => {})
    await untilQuiet(store)
    const history = await checkHistory(store, posted, readLines<Sent>(sentFile))
    await store.close()
    return history
  } finally {
    for (const child of processes) child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
    await database.drop()
  }
}

/** Restarts the server every test database is on; null when the environment gives no way to. */
export const restartServer = process.env.TEST_DATABASE_RESTART
  ? () => execSync(process.env.TEST_DATABASE_RESTART ?? 'false')
  : null

async function untilQuiet(store: Store): Promise<void> {
  const tables = store.of<MessagingTables>()
  for (let tries = 0; tries < 600; tries++) {
    const waiting = await tables.selectFrom('inbox').select('id').where('state', '=', 'pending').executeTakeFirst()
    const unsent = await tables.selectFrom('outbox').select('id').where('state', '=', 'pending').executeTakeFirst()
    if (!waiting && !unsent) return
    await sleep(250)
  }
}
