import { openPlatformHouse } from '../platform-house.ts'
import type { BotApi } from './bot-api-stub.ts'
import { until } from './until.ts'

export const SECRET = 'secret-du-webhook-0123456789'

/** A whole house with its server listening and Telegram open, on the stub or on any stand-in. */
export async function openTelegramHouse(
  api: Pick<BotApi, 'url' | 'token'>,
  { webhook = false, ...environment }: Record<string, string | boolean> = {},
) {
  const house = await openPlatformHouse({
    TELEGRAM_TOKEN: api.token,
    TELEGRAM_API_ROOT: api.url,
    ...(webhook && { TELEGRAM_MODE: 'webhook', TELEGRAM_WEBHOOK_SECRET: SECRET, PUBLIC_URL: 'http://127.0.0.1:1' }),
    ...(environment as Record<string, string>),
  })
  return {
    ...house,
    /** until so many updates are stored and everything about them is said */
    async heard(count: number) {
      await until(async () => (await house.inbox()).length >= count)
      await house.settled()
    },
  }
}

export type TelegramHouse = Awaited<ReturnType<typeof openTelegramHouse>>
