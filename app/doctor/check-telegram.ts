import type { TelegramSettings } from '../config/telegram.ts'
import { type Check, check } from './check.ts'

export async function checkTelegram(settings: TelegramSettings | null): Promise<Check> {
  if (!settings) return check('telegram', 'ok', 'not on: set TELEGRAM_TOKEN to open it')
  const { apiRoot, token } = settings
  try {
    const response = await fetch(`${apiRoot}/bot${token}/getMe`, { signal: AbortSignal.timeout(10_000) })
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
      `${new URL(apiRoot).host} cannot be reached: check the network and TELEGRAM_API_ROOT`,
    )
  }
}
