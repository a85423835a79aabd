import { z } from 'zod'
import type { MediaSettings } from '../media/open-media.ts'
import { type AlertSettings, readAlerts } from './config/alerts.ts'
import { type BotFrameworkSettings, readBotFramework } from './config/bot-framework.ts'
import { readMedia } from './config/media.ts'
import { readSettings } from './config/read-settings.ts'
import { readSms, type SmsSettings } from './config/sms.ts'
import { readTelegram, type TelegramSettings } from './config/telegram.ts'
import { readWhatsAppCloud, type WhatsAppCloudSettings } from './config/whatsapp-cloud.ts'
import { readWhatsAppWeb, type WhatsAppWebSettings } from './config/whatsapp-web.ts'

const shape = {
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** shared by several processes; alone, the file secret.key in DATA_DIR does */
  SECRET_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/, 'it is 32 bytes in base64 (openssl rand -base64 32)')
    .optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().default('0.0.0.0'),
  /** where people reach it, for links; by default this machine */
  PUBLIC_URL: z.url().optional(),
  NETWORK: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .default('passerelle'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
}

/** What the service is told from outside. A channel or a part that is null is not on. */
export interface Config {
  dataDir: string
  /** PostgreSQL; null = the embedded file */
  databaseUrl: string | null
  /** null = the key file */
  secretKey: Buffer | null
  port: number
  host: string
  publicUrl: string | null
  networkId: string
  logLevel: string
  alerts: AlertSettings
  media: MediaSettings
  botFramework: BotFrameworkSettings | null
  sms: SmsSettings | null
  telegram: TelegramSettings | null
  whatsAppCloud: WhatsAppCloudSettings | null
  whatsAppWeb: WhatsAppWebSettings | null
}

/** Reads the environment, once; nothing else in the house does. Each channel's settings are in a file of `config/`. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = readSettings(environment, shape)
  return {
    databaseUrl: given.DATABASE_URL ?? null,
    secretKey: given.SECRET_KEY ? Buffer.from(given.SECRET_KEY, 'base64') : null,
    dataDir: given.DATA_DIR,
    port: given.PORT,
    host: given.HOST,
    publicUrl: given.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    networkId: given.NETWORK,
    logLevel: given.LOG_LEVEL,
    alerts: readAlerts(environment),
    media: readMedia(environment),
    botFramework: readBotFramework(environment),
    sms: readSms(environment),
    telegram: readTelegram(environment),
    whatsAppCloud: readWhatsAppCloud(environment),
    whatsAppWeb: readWhatsAppWeb(environment),
  }
}
