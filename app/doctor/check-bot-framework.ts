import { requestToken } from '../../adapters/bot-framework/token.ts'
import type { BotFrameworkSettings } from '../config/bot-framework.ts'
import { type Check, check } from './check.ts'

export async function checkBotFramework(settings: BotFrameworkSettings | null): Promise<Check> {
  const name = 'bot framework'
  if (!settings) return check(name, 'ok', 'not on: set BOT_FRAMEWORK_APP_ID and BOT_FRAMEWORK_PASSWORD to open it')
  if (!settings.account) return check(name, 'notice', 'open to anybody, for a test on this machine')
  try {
    const response = await requestToken({ ...settings.account, loginUrl: settings.loginUrl })
    return response.ok
      ? check(name, 'ok', 'Microsoft signs us in')
      : check(name, 'broken', 'Microsoft refuses our secret: make a new one in Azure and set BOT_FRAMEWORK_PASSWORD')
  } catch {
    return check(name, 'broken', `${new URL(settings.loginUrl).host} cannot be reached: check the network`)
  }
}
