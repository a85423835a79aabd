import { newId } from '../../store/new-id.ts'
import type { SecretBox } from '../../store/secret-box.ts'
import type { Handle } from '../../store/store.ts'
import { codeOf, hashOfCode, isSameHash } from './relay-code.ts'
import type { RelayTables } from './relay-tables.ts'

/** What the person is told: a quarter of an hour, once. */
export const RELAY_MS = 15 * 60_000
/** wrong codes within that time: slips of one person, and all there may be before somebody is trying them out */
const MOST_OF_ONE = 5
const MOST_OF_ALL = 60

/** In the decision's own transaction; asked for again, the earlier code is worth nothing. */
export async function openRelay(handle: Handle, networkId: string, conversationId: string, now: number): Promise<void> {
  const row = { id: newId(now), network_id: networkId, expires_at: now + RELAY_MS }
  await handle
    .of<RelayTables>()
    .insertInto('relay_codes')
    .values({ ...row, conversation_id: conversationId })
    .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet(row))
    .execute()
}

/** The code that may still be told to this conversation's person, or null. */
export async function liveCode(
  handle: Handle,
  box: SecretBox,
  conversationId: string,
  now: number,
): Promise<string | null> {
  const row = await handle
    .of<RelayTables>()
    .selectFrom('relay_codes')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row ? codeOf(box, row.id) : null
}

export type Tried =
  | { kind: 'opens'; id: string; conversationId: string }
  /** no code of this network, or one that is over; counted */
  | { kind: 'unknown' }
  /** too many wrong ones lately: even the right one opens nothing */
  | { kind: 'too-many' }

/** Which conversation a typed code opens. `guesser`: whoever tries; call `spendCode` to use it. */
export async function tryCode(
  handle: Handle,
  box: SecretBox,
  { networkId, guesser, hash, now }: { networkId: string; guesser: string; hash: string; now: number },
): Promise<Tried> {
  const db = handle.of<RelayTables>()
  const lately = db
    .selectFrom('relay_guesses')
    .where('network_id', '=', networkId)
    .where('at', '>', now - RELAY_MS)
  const guesses = await lately.select('guesser').limit(MOST_OF_ALL).execute()
  if (guesses.length >= MOST_OF_ALL) return { kind: 'too-many' }
  if (guesses.filter((guess) => guess.guesser === guesser).length >= MOST_OF_ONE) return { kind: 'too-many' }
  const rows = await db
    .selectFrom('relay_codes')
    .select(['id', 'conversation_id'])
    .where('network_id', '=', networkId)
    .where('expires_at', '>', now)
    .execute()
  // all of them are compared, whichever fits
  const [fitting, ...others] = rows.filter(({ id }) => isSameHash(hashOfCode(box, codeOf(box, id)), hash))
  // two that happen to be alike open nothing: better to ask again than to open a stranger's
  if (fitting && others.length === 0) return { kind: 'opens', id: fitting.id, conversationId: fitting.conversation_id }
  await db
    .insertInto('relay_guesses')
    .values({ id: newId(now), network_id: networkId, guesser, at: now })
    .execute()
  return { kind: 'unknown' }
}

/** Used once: false when somebody was quicker. */
export async function spendCode(handle: Handle, id: string): Promise<boolean> {
  const spent = await handle.of<RelayTables>().deleteFrom('relay_codes').where('id', '=', id).executeTakeFirst()
  return Number(spent.numDeletedRows) === 1
}

/** Codes and tries whose time is over. */
export async function forgetOldRelays(handle: Handle, networkId: string, now: number): Promise<void> {
  const db = handle.of<RelayTables>()
  await db.deleteFrom('relay_codes').where('network_id', '=', networkId).where('expires_at', '<=', now).execute()
  await db
    .deleteFrom('relay_guesses')
    .where('network_id', '=', networkId)
    .where('at', '<=', now - RELAY_MS)
    .execute()
}
