import type { SmsSettings } from '../config/sms.ts'
import { type Check, check } from './check.ts'

export async function checkSms(settings: SmsSettings | null): Promise<Check> {
  if (!settings) return check('sms', 'ok', 'not on: set SMS_ACCOUNT, SMS_TOKEN and SMS_FROM to open it')
  const { account, token, apiRoot } = settings
  const authorization = `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`
  try {
    const url = `${apiRoot}/2010-04-01/Accounts/${account}.json`
    const response = await fetch(url, { headers: { authorization }, signal: AbortSignal.timeout(10_000) })
    if (response.ok) return check('sms', 'ok', 'the provider knows this account')
    return response.status === 401 || response.status === 403
      ? check('sms', 'broken', 'the provider does not know this account: check SMS_ACCOUNT and SMS_TOKEN')
      : check('sms', 'broken', `the provider answers ${response.status}: try again later`)
  } catch {
    return check('sms', 'broken', `${new URL(apiRoot).host} cannot be reached: check the network and SMS_API_ROOT`)
  }
}
