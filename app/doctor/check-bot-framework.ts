import type { BotFrameworkSettings } from '../config/bot-framework.ts'
import { type Check, check } from './check.ts'

export async function checkBotFramework(settings: BotFrameworkSettings | null): Promise<Check> {
  const name = 'bot framework'
  if (!settings) return check(name, 'ok', 'not on: set BOT_FRAMEWORK_APP_ID and BOT_FRAMEWORK_PASSWORD to open it')
  if (!settings.account) return check(name, 'notice', 'open to anybody, for a test on this machine')
  const { appId, password } = settings.account
  try {
    const response = await fetch(settings.loginUrl, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: appId,
        client_secret: password,
        scope: 'https://api.botframework.com/.default',
      }),
      signal: AbortSignal.timeout(10_000),
    })
    return response.ok
      ? check(name, 'ok', 'Microsoft signs us in')
      : check(name, 'broken', 'Microsoft refuses our secret: make a new one in Azure and set BOT_FRAMEWORK_PASSWORD')
  } catch {
    return check(name, 'broken', `${new URL(settings.loginUrl).host} cannot be reached: check the network`)
  }
}
