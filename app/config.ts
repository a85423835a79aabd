import { z } from 'zod'
import { PasserelleError } from '../store/passerelle-error.ts'

const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
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
})

export interface Config {
  dataDir: string
  /** PostgreSQL; null = the embedded file */
  databaseUrl: string | null
  port: number
  host: string
  publicUrl: string | null
  networkId: string
  logLevel: string
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
  const { DATABASE_URL, DATA_DIR, PORT, HOST, PUBLIC_URL, NETWORK, LOG_LEVEL } = read.data
  return {
    databaseUrl: DATABASE_URL ?? null,
    dataDir: DATA_DIR,
    port: PORT,
    host: HOST,
    publicUrl: PUBLIC_URL?.replace(/\/$/, '') ?? null,
    networkId: NETWORK,
    logLevel: LOG_LEVEL,
  }
}
