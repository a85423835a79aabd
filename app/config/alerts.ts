import { z } from 'zod'
import { PasserelleError } from '../../store/passerelle-error.ts'
import { type Environment, missingSettings, readSettings } from './read-settings.ts'

/** How mediators may be told from afar that somebody waits; what is null is not on. */
export interface AlertSettings {
  eMail: { url: string; from: string } | null
  telegramChat: string | null
  webPush: { subject: string; hosts: string[] } | null
}

const shape = {
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  SMTP_FROM: z.email('an address, as alertes@mon-reseau.fr').optional(),
  ALERT_TELEGRAM_CHAT: z
    .string()
    .regex(/^(?:-?\d{5,20}|@\w{5,32})$/, 'the number of a group, as -1001234567890')
    .optional(),
  /** push services beside the browsers' own, with their port, separated by commas */
  WEB_PUSH_HOSTS: z.string().default(''),
  TELEGRAM_TOKEN: z.string().optional(),
  PUBLIC_URL: z.url().optional(),
}

export function readAlerts(environment: Environment): AlertSettings {
  const given = readSettings(environment, shape)
  const { SMTP_URL, SMTP_FROM, ALERT_TELEGRAM_CHAT, PUBLIC_URL } = given
  if ((SMTP_URL === undefined) !== (SMTP_FROM === undefined)) throw missingSettings('E-mail', { SMTP_URL, SMTP_FROM })
  if (ALERT_TELEGRAM_CHAT && !given.TELEGRAM_TOKEN)
    throw new PasserelleError(
      'config.incomplete',
      'ALERT_TELEGRAM_CHAT needs TELEGRAM_TOKEN, the robot that writes there: set it, or leave ALERT_TELEGRAM_CHAT out.',
    )
  const subject = PUBLIC_URL?.startsWith('https:') ? PUBLIC_URL : SMTP_FROM && `mailto:${SMTP_FROM}`
  return {
    eMail: SMTP_URL && SMTP_FROM ? { url: SMTP_URL, from: SMTP_FROM } : null,
    telegramChat: ALERT_TELEGRAM_CHAT ?? null,
    webPush: subject ? { subject, hosts: given.WEB_PUSH_HOSTS.split(',').filter((host) => host !== '') } : null,
  }
}
