import { newId } from '../../store/new-id.ts'
import type { SecretBox } from '../../store/secret-box.ts'
import { type Handle, NEVER } from '../../store/store.ts'
import type { AlertAddressesTable, AlertTables } from './tables.ts'

/** One way one person is told, as its owner sees it: never the address itself, but for an e-mail's own owner. */
export interface AlertAddress {
  id: string
  way: AlertAddressesTable['way']
  /** the e-mail address; '' for a telephone or a computer */
  label: string
  createdAt: number
  lastSentAt: number
  error: string | null
}

/** Asked for twice, it is kept once. `accountId` '' = a group of the whole network. */
export async function saveAddress(
  handle: Handle,
  box: SecretBox,
  {
    networkId,
    accountId,
    way,
    address,
  }: { networkId: string; accountId: string; way: AlertAddress['way']; address: string },
  now: number,
): Promise<void> {
  await handle
    .of<AlertTables>()
    .insertInto('alert_addresses')
    .values({
      id: newId(now),
      network_id: networkId,
      account_id: accountId,
      way,
      sealed: box.encrypt(address),
      hash: box.hash(`${way}:${keyOf(way, address)}`),
      created_at: now,
      last_sent_at: 0,
      attempts: 0,
      error: null,
      due_at: NEVER,
      claimed_by: '',
      claimed_until: 0,
    })
    .onConflict((conflict) =>
      conflict.columns(['network_id', 'account_id', 'hash']).doUpdateSet({
        sealed: box.encrypt(address),
        error: null,
        attempts: 0,
      }),
    )
    .execute()
}

/** A browser's subscription is known by its endpoint: its keys may change. */
function keyOf(way: AlertAddress['way'], address: string): string {
  return way === 'web-push' ? String((JSON.parse(address) as { endpoint?: unknown }).endpoint) : address
}

export async function listAddresses(handle: Handle, box: SecretBox, accountId: string): Promise<AlertAddress[]> {
  const rows = await handle
    .of<AlertTables>()
    .selectFrom('alert_addresses')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    way: row.way,
    label: row.way === 'e-mail' ? box.decrypt(row.sealed) : '',
    createdAt: row.created_at,
    lastSentAt: row.last_sent_at,
    error: row.error,
  }))
}

/** Nothing more is sent there, at once. */
export async function removeAddress(handle: Handle, accountId: string, id: string): Promise<void> {
  const db = handle.of<AlertTables>()
  const gone = await db
    .deleteFrom('alert_addresses')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (Number(gone.numDeletedRows) === 1) await db.deleteFrom('alert_tellings').where('address_id', '=', id).execute()
}

/** The account is closed: nothing of it is told anything any more, and no address is kept. */
export async function removeAddressesOf(handle: Handle, accountId: string): Promise<void> {
  const db = handle.of<AlertTables>()
  const own = await db.selectFrom('alert_addresses').select('id').where('account_id', '=', accountId).execute()
  for (const { id } of own) await removeAddress(handle, accountId, id)
}

/** The network's group is the one of the settings, and no other. `chat` null: there is none any more. */
export async function keepGroup(
  handle: Handle,
  box: SecretBox,
  networkId: string,
  chat: string | null,
  now: number,
): Promise<void> {
  const db = handle.of<AlertTables>()
  const others = db
    .deleteFrom('alert_addresses')
    .where('network_id', '=', networkId)
    .where('way', '=', 'telegram-group')
  await (chat === null ? others : others.where('hash', '!=', box.hash(`telegram-group:${chat}`))).execute()
  if (chat === null) return
  await saveAddress(handle, box, { networkId, accountId: '', way: 'telegram-group', address: chat }, now)
}

/** For whoever watches over the service: how many are told by each way, and how many of them were not reached last time. */
export async function countAddresses(
  handle: Handle,
  networkId: string,
): Promise<{ way: AlertAddress['way']; all: number; failing: number }[]> {
  const rows = await handle
    .of<AlertTables>()
    .selectFrom('alert_addresses')
    .select(({ fn }) => ['way', fn.countAll().as('all'), fn.count('error').as('failing')])
    .where('network_id', '=', networkId)
    .groupBy('way')
    .execute()
  return rows.map(({ way, all, failing }) => ({ way, all: Number(all), failing: Number(failing) }))
}
