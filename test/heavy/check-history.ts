import { readFileSync } from 'node:fs'
import type { MessagingTables } from '../../messaging/tables.ts'
import { openPostgres } from '../../store/open-postgres.ts'
import { openSqlite } from '../../store/open-sqlite.ts'
import type { Store } from '../../store/store.ts'

/** A message the service said it had taken: `nativeId` is « person:number », numbers in the order they were written. */
export interface Posted {
  nativeId: string
  person: string
}

export interface Sent {
  to: string
  id: string
  text: string
}

export interface History {
  messages: number
  replies: number
  /** taken, and not answered for */
  lost: string[]
  /** taken once, answered for more than once */
  doubled: string[]
  /** people whose messages were not handled in the order they wrote them */
  mixed: string[]
  /** replies decided and never sent, by person */
  unsent: string[]
  /** people who read replies in another order than they were decided */
  shuffled: string[]
  /** replies sent again: sent, and the process ended before it could note it */
  sentAgain: number
}

/** Compares what went in and what came out with what the database remembers. */
export async function checkHistory(store: Store, posted: Posted[], sent: Sent[]): Promise<History> {
  const db = store.of<MessagingTables>()
  const inbox = await db.selectFrom('inbox').selectAll().orderBy('id').execute()
  const outbox = await db.selectFrom('outbox').selectAll().orderBy('id').execute()
  const lines = await db.selectFrom('transcript').select('id').where('author', '=', 'person').execute()
  const inTranscript = new Set(lines.map(({ id }) => id))
  const byNativeId = Map.groupBy(inbox, (row) => row.native_id)
  const history: History = {
    messages: posted.length,
    replies: outbox.length,
    lost: posted
      .filter(({ nativeId }) => {
        const row = byNativeId.get(nativeId)?.[0]
        return row?.state !== 'done' || !inTranscript.has(row.id)
      })
      .map(({ nativeId }) => nativeId),
    doubled: [...byNativeId].filter(([, rows]) => rows.length > 1).map(([nativeId]) => nativeId),
    mixed: [],
    unsent: [],
    shuffled: [],
    sentAgain: 0,
  }
  const outboxOf = Map.groupBy(outbox, (row) => row.conversation_id)
  const sentTo = Map.groupBy(sent, ({ to }) => to)
  for (const [person, messages] of Map.groupBy(posted, (one) => one.person)) {
    const rows = inbox.filter((row) => row.native_id.startsWith(`${person}:`))
    const handled = rows.map((row) => row.native_id).join()
    if (handled !== messages.map(({ nativeId }) => nativeId).join()) history.mixed.push(person)
    const decided = (outboxOf.get(rows[0]?.conversation_id ?? '') ?? []).map((row) => JSON.parse(row.reply) as Sent)
    comparePerson(history, person, decided, sentTo.get(person) ?? [])
  }
  return history
}

function comparePerson(history: History, person: string, decided: Omit<Sent, 'to'>[], read: Sent[]): void {
  let next = 0
  for (const reply of read) {
    if (isSame(decided[next], reply)) next++
    else if (isSame(decided[next - 1], reply)) history.sentAgain++
    else if (!history.shuffled.includes(person)) history.shuffled.push(person)
  }
  if (next < decided.length) history.unsent.push(person)
}

const isSame = (left: Omit<Sent, 'to'> | undefined, right: Sent) => left?.id === right.id && left.text === right.text

export const readLines = <Line>(path: string): Line[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)

/** node test/heavy/check-history.ts DATABASE posted.jsonl sent.jsonl */
if (import.meta.main) {
  const [database = '', posted = '', sent = ''] = process.argv.slice(2)
  const store = database.startsWith('postgres') ? await openPostgres(database, () => {}) : openSqlite(database)
  const history = await checkHistory(store, readLines<Posted>(posted), readLines<Sent>(sent))
  await store.close()
  console.log(history)
  const wrong = [history.lost, history.doubled, history.mixed, history.unsent, history.shuffled].flat()
  process.exitCode = wrong.length === 0 ? 0 : 1
}
