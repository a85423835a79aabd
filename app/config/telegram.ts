import { z } from 'zod'
import { type Environment, readSettings } from './read-settings.ts'

export interface TelegramSettings {
  token: string
  apiRoot: string
  mode: 'polling' | 'webhook'
  webhookSecret: string | null
}

const shape = {
  TELEGRAM_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{10,}$/, 'a token looks like 123456:ABC…')
    .optional(),
  TELEGRAM_API_ROOT: z.url().default('https://api.telegram.org'),
  TELEGRAM_MODE: z.enum(['polling', 'webhook']).default('polling'),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{16,256}$/, 'at least 16 letters, digits, _ or -')
    .optional(),
}

/** null = Telegram is not on. */
export function readTelegram(environment: Environment): TelegramSettings | null {
  const given = readSettings(environment, shape)
  if (!given.TELEGRAM_TOKEN) return null
  return {
    token: given.TELEGRAM_TOKEN,
    apiRoot: given.TELEGRAM_API_ROOT,
    mode: given.TELEGRAM_MODE,
    webhookSecret: given.TELEGRAM_WEBHOOK_SECRET ?? null,
  }
}
