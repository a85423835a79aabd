import { listen } from '../../app/http/listen.ts'
import { createServer } from '../../app/http/server.ts'
import type { InboxTable, MessagingTables, OutboxTable } from '../../messaging/tables.ts'
import { openTestHouse, settle } from '../house.ts'
import type { BotApi } from './bot-api-stub.ts'
import { until } from './until.ts'

export const SECRET = 'secret-du-webhook-0123456789'

/** A whole house with its server listening and Telegram open, on the stub or on any stand-in. */
export async function openTelegramHouse(
  api: Pick<BotApi, 'url' | 'token'>,
  { webhook = false, ...environment }: Record<string, string | boolean> = {},
) {
  const house = await openTestHouse({
    PORT: '0',
    TELEGRAM_TOKEN: api.token,
    TELEGRAM_API_ROOT: api.url,
    ...(webhook && { TELEGRAM_MODE: 'webhook', TELEGRAM_WEBHOOK_SECRET: SECRET, PUBLIC_URL: 'http://127.0.0.1:1' }),
    ...(environment as Record<string, string>),
  })
  const { passerelle } = house
  const app = await createServer(passerelle)
  const url = (await listen(app, { ...passerelle.config, publicUrl: null })).replace('localhost', '127.0.0.1')
  const db = passerelle.store.of<MessagingTables>()
  const inbox = (): Promise<InboxTable[]> => db.selectFrom('inbox').selectAll().orderBy('id').execute()

  /** telegram is written to once a second: longer than a house on its own takes to settle */
  const settled = () =>
    until(() =>
      settle(passerelle).then(
        () => true,
        () => false,
      ),
    )

  return {
    ...house,
    app,
    url,
    db,
    inbox,
    outbox: (): Promise<OutboxTable[]> => db.selectFrom('outbox').selectAll().orderBy('id').execute(),
    settled,
    /** until so many updates are stored and everything about them is said */
    async heard(count: number) {
      await until(async () => (await inbox()).length >= count)
      await settled()
    },
    async close() {
      await app.close()
      await house.close()
    },
  }
}

export type TelegramHouse = Awaited<ReturnType<typeof openTelegramHouse>>
