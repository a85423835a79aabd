import { z } from 'zod'
import { type Environment, missingSettings, readSettings } from './read-settings.ts'

export interface WhatsAppCloudSettings {
  token: string
  phoneId: string
  appSecret: string
  verifyToken: string
  apiRoot: string
  /** what may be said after 24 hours; null = nothing */
  template: { name: string; language: string } | null
}

const shape = {
  WHATSAPP_CLOUD_TOKEN: z.string().min(20, 'a token is longer').regex(/^\S+$/, 'a token has no space').optional(),
  WHATSAPP_CLOUD_PHONE_ID: z
    .string()
    .regex(/^\d{5,30}$/, 'it is the « Phone number ID », digits only, and not the phone number')
    .optional(),
  WHATSAPP_CLOUD_APP_SECRET: z
    .string()
    .regex(/^[0-9a-f]{32}$/, 'the application’s secret is 32 digits and letters from a to f')
    .optional(),
  WHATSAPP_CLOUD_VERIFY_TOKEN: z
    .string()
    .regex(/^[\w-]{16,256}$/, 'at least 16 letters, digits, _ or -, of your own making')
    .optional(),
  WHATSAPP_CLOUD_API_ROOT: z.url().default('https://graph.facebook.com'),
  /** « name » or « name:language », French by default */
  WHATSAPP_CLOUD_TEMPLATE: z
    .string()
    .regex(
      /^[a-z0-9_]{1,512}(:[a-z]{2}(_[A-Z]{2})?)?$/,
      'it is a template’s name, with its language when not French: name:en',
    )
    .optional(),
}

/** null = WhatsApp (Cloud API) is not on. */
export function readWhatsAppCloud(environment: Environment): WhatsAppCloudSettings | null {
  const { WHATSAPP_CLOUD_API_ROOT, WHATSAPP_CLOUD_TEMPLATE, ...needed } = readSettings(environment, shape)
  const {
    WHATSAPP_CLOUD_TOKEN: token,
    WHATSAPP_CLOUD_PHONE_ID: phoneId,
    WHATSAPP_CLOUD_APP_SECRET: appSecret,
    WHATSAPP_CLOUD_VERIFY_TOKEN: verifyToken,
  } = needed
  if (!token && !phoneId && !appSecret && !verifyToken) return null
  if (!token || !phoneId || !appSecret || !verifyToken)
    throw missingSettings('WhatsApp', {
      WHATSAPP_CLOUD_TOKEN: token,
      WHATSAPP_CLOUD_PHONE_ID: phoneId,
      WHATSAPP_CLOUD_APP_SECRET: appSecret,
      WHATSAPP_CLOUD_VERIFY_TOKEN: verifyToken,
    })
  const [name, language = 'fr'] = WHATSAPP_CLOUD_TEMPLATE?.split(':') ?? []
  return {
    token,
    phoneId,
    appSecret,
    verifyToken,
    apiRoot: WHATSAPP_CLOUD_API_ROOT.replace(/\/$/, ''),
    template: name ? { name, language } : null,
  }
}
