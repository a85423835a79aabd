import type { SecretBox } from '../store/secret-box.ts'
import type { Store } from '../store/store.ts'
import type { FollowPerson } from './channel.ts'
import type { MessagingTables } from './tables.ts'

export interface FollowParts {
  store: Store
  box: SecretBox
  networkId: string
}

/**
 * A platform gives somebody another id (a new number, a new account): their conversation goes on under it. When they wrote under the new
 * one already there are two, and both are left as they are.
 */
export function createFollowPerson({ store, box, networkId }: FollowParts): FollowPerson {
  return async (channel, changes) => {
    for (const { before, person, address } of changes) {
      const hash = box.hash(`${channel}:${person}`)
      await store.transaction(async (handle) => {
        const db = handle.of<MessagingTables>()
        const known = await db
          .selectFrom('conversations')
          .select('id')
          .where('network_id', '=', networkId)
          .where('channel', '=', channel)
          .where('person_hash', '=', hash)
          .executeTakeFirst()
        if (known) return
        await db
          .updateTable('conversations')
          .set({ person_hash: hash, address: box.encrypt(address) })
          .where('network_id', '=', networkId)
          .where('channel', '=', channel)
          .where('person_hash', '=', box.hash(`${channel}:${before}`))
          .execute()
      })
    }
  }
}
