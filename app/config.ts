import { z } from 'zod'
import { PasserelleError } from '../store/passerelle-error.ts'

const schema = z.object({
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
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
})

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
  /** null = Telegram is not on */
  telegram: { token: string; apiRoot: string; mode: 'polling' | 'webhook'; webhookSecret: string | null } | null
}

/** Reads the environment, once; nothing else in the house does. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const read = schema.safeParse(environment)
  if (!read.success) {
    const first = read.error.issues[0]
    throw new PasserelleError(
      'config.invalid',
      `The setting ${first?.path.join('.')} cannot be used: ${first?.message}. Correct it or leave it out.`,
    )
  }
  const { DATABASE_URL, SECRET_KEY, DATA_DIR, PORT, HOST, PUBLIC_URL, NETWORK, LOG_LEVEL } = read.data
  const { TELEGRAM_TOKEN, TELEGRAM_API_ROOT, TELEGRAM_MODE, TELEGRAM_WEBHOOK_SECRET } = read.data
  return {
    databaseUrl: DATABASE_URL ?? null,
    secretKey: SECRET_KEY ? Buffer.from(SECRET_KEY, 'base64') : null,
    dataDir: DATA_DIR,
    port: PORT,
    host: HOST,
    publicUrl: PUBLIC_URL?.replace(/\/$/, '') ?? null,
    networkId: NETWORK,
    logLevel: LOG_LEVEL,
    telegram: TELEGRAM_TOKEN
      ? {
          token: TELEGRAM_TOKEN,
          apiRoot: TELEGRAM_API_ROOT,
          mode: TELEGRAM_MODE,
          webhookSecret: TELEGRAM_WEBHOOK_SECRET ?? null,
        }
      : null,
  }
}
