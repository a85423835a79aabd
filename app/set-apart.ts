import type { Config } from './config.ts'

/** A house for a trial, in a folder of its own: not the shared database, not the channels real people write on, no real group to wake. */
export function setApart(config: Config, dataDir: string): Config {
  return {
    ...config,
    dataDir,
    databaseUrl: null,
    secretKey: null,
    alerts: { ...config.alerts, telegramChat: null },
    botFramework: null,
    sms: null,
    telegram: null,
    whatsAppCloud: null,
    whatsAppWeb: null,
  }
}
