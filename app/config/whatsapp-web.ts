import { z } from 'zod'
import { type Environment, readSettings } from './read-settings.ts'

export interface WhatsAppWebSettings {
  chromium: string
  /** a page of WhatsApp Web kept on disk; null = today's */
  page: string | null
  polls: boolean
}

const shape = {
  WHATSAPP_WEB: z.enum(['on', 'off']).default('off'),
  WHATSAPP_WEB_POLLS: z.enum(['on', 'off']).default('off'),
  WHATSAPP_WEB_PAGE: z
    .string()
    .regex(/\.html$/, 'it is the file of a page of WhatsApp Web, named <version>.html')
    .optional(),
  CHROMIUM_PATH: z.string().startsWith('/', 'it is the whole path of the program').default('/usr/bin/chromium'),
}

/** null = WhatsApp Web is not on. It never is by itself: WhatsApp may close the account of who uses it. */
export function readWhatsAppWeb(environment: Environment): WhatsAppWebSettings | null {
  const given = readSettings(environment, shape)
  if (given.WHATSAPP_WEB === 'off') return null
  return {
    chromium: given.CHROMIUM_PATH,
    page: given.WHATSAPP_WEB_PAGE ?? null,
    polls: given.WHATSAPP_WEB_POLLS === 'on',
  }
}
