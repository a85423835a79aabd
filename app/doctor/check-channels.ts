import type { Config } from '../config.ts'
import { type Check, check } from './check.ts'

/** Asks each platform that is on whether it knows us. */
export async function checkChannels({ telegram }: Config): Promise<Check[]> {
  const webChat = check('web chat', 'ok', 'needs nothing but the service itself')
  if (!telegram) return [webChat, check('telegram', 'ok', 'not on: set TELEGRAM_TOKEN to open it')]
  return [webChat, await askTelegram(telegram.apiRoot, telegram.token)]
}

async function askTelegram(root: string, token: string): Promise<Check> {
  try {
    const response = await fetch(`${root}/bot${token}/getMe`, { signal: AbortSignal.timeout(10_000) })
    if (response.ok) {
      const { result } = (await response.json()) as { result?: { username?: string } }
      return check('telegram', 'ok', `it is @${result?.username ?? '?'}`)
    }
    return response.status === 401 || response.status === 404
      ? check(
          'telegram',
          'broken',
          'Telegram does not know this token: ask @BotFather for it again and set TELEGRAM_TOKEN',
        )
      : check('telegram', 'broken', `Telegram answers ${response.status}: try again later`)
  } catch {
    return check(
      'telegram',
      'broken',
      `${new URL(root).host} cannot be reached: check the network and TELEGRAM_API_ROOT`,
    )
  }
}
