import { newId } from '../../store/new-id.ts'
import type { Handle } from '../../store/store.ts'
import type { AlertCallsTable, AlertTables } from './tables.ts'

type Raised = Pick<AlertCallsTable, 'kind'> & Partial<Pick<AlertCallsTable, 'ticket_id' | 'alert_id'>>

/** In the transaction of what it is about: whoever asked to be told from afar will be, by whichever process. */
export async function raiseCall(handle: Handle, networkId: string, call: Raised, now: number): Promise<void> {
  await handle
    .of<AlertTables>()
    .insertInto('alert_calls')
    .values({
      ticket_id: null,
      alert_id: null,
      ...call,
      id: newId(now),
      network_id: networkId,
      raised_at: now,
      due_at: now,
      claimed_by: '',
      claimed_until: 0,
    })
    .execute()
}
