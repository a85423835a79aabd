import { z } from 'zod'
import { type Environment, missingSettings, readSettings } from './read-settings.ts'

export interface SmsSettings {
  account: string
  token: string
  from: string
  apiRoot: string
}

const shape = {
  SMS_ACCOUNT: z.string().min(8).optional(),
  SMS_TOKEN: z.string().min(8).optional(),
  SMS_FROM: z
    .string()
    .regex(/^\+\d{8,15}$/, 'a number with its country, as +33700000000')
    .optional(),
  SMS_API_ROOT: z.url().default('https://api.twilio.com'),
}

/** null = SMS is not on. */
export function readSms(environment: Environment): SmsSettings | null {
  const { SMS_ACCOUNT, SMS_TOKEN, SMS_FROM, SMS_API_ROOT } = readSettings(environment, shape)
  if (SMS_ACCOUNT === undefined && SMS_TOKEN === undefined && SMS_FROM === undefined) return null
  if (SMS_ACCOUNT === undefined || SMS_TOKEN === undefined || SMS_FROM === undefined)
    throw missingSettings('SMS', { SMS_ACCOUNT, SMS_TOKEN, SMS_FROM })
  return { account: SMS_ACCOUNT, token: SMS_TOKEN, from: SMS_FROM, apiRoot: SMS_API_ROOT }
}
