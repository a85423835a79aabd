import type { InboxTable, MessagingTables, OutboxTable } from '../messaging/tables.ts'
import { settle } from './house.ts'
import { openListeningHouse } from './served-house.ts'
import { until } from './telegram/until.ts'

/** A listening house whose people write through a platform: what came in, what goes out, and when all is said. */
export async function openPlatformHouse(environment: Record<string, string>) {
  const house = await openListeningHouse(environment)
  const { passerelle } = house
  const db = passerelle.store.of<MessagingTables>()
  return {
    ...house,
    db,
    inbox: (): Promise<InboxTable[]> => db.selectFrom('inbox').selectAll().orderBy('id').execute(),
    outbox: (): Promise<OutboxTable[]> => db.selectFrom('outbox').selectAll().orderBy('id').execute(),
    /** what people said, as it was stored */
    async said(): Promise<string[]> {
      const lines = await db
        .selectFrom('transcript')
        .select('text')
        .where('author', '=', 'person')
        .orderBy('id')
        .execute()
      return lines.map(({ text }) => text)
    },
    /** a platform is written to slowly, once a second or so: longer than a house on its own takes to settle */
    settled: () =>
      until(() =>
        settle(passerelle).then(
          () => true,
          () => false,
        ),
      ),
    /** one transaction fails, as on a full disk; returns how many were asked for since then */
    failOnce() {
      const { store } = passerelle
      const whole = store.transaction
      let asked = 0
      store.transaction = async (work) => {
        if (asked++ < 1) throw new Error('disk full')
        return whole(work)
      }
      return () => asked
    },
  }
}
