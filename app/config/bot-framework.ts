import { z } from 'zod'
import { PasserelleError } from '../../store/passerelle-error.ts'
import { type Environment, missingSettings, readSettings } from './read-settings.ts'

export interface BotFrameworkSettings {
  account: { appId: string; password: string } | null
  loginUrl: string
  openIdUrl: string
  issuer: string
  serviceHosts: string[]
}

const shape = {
  BOT_FRAMEWORK: z.enum(['off', 'test']).default('off'),
  BOT_FRAMEWORK_APP_ID: z.string().min(8).optional(),
  BOT_FRAMEWORK_PASSWORD: z.string().min(8).optional(),
  /** a single-tenant bot has one; a multi-tenant one leaves it out */
  BOT_FRAMEWORK_TENANT: z
    .string()
    .regex(/^[\w.-]+$/)
    .default('botframework.com'),
  BOT_FRAMEWORK_LOGIN_URL: z.url().optional(),
  BOT_FRAMEWORK_OPENID_URL: z.url().default('https://login.botframework.com/v1/.well-known/openidconfiguration'),
  BOT_FRAMEWORK_ISSUER: z.string().default('https://api.botframework.com'),
  /** hosts with their port, separated by commas */
  BOT_FRAMEWORK_SERVICE_HOSTS: z.string().default(''),
  NODE_ENV: z.string().optional(),
  PUBLIC_URL: z.url().optional(),
}

/** null = the Bot Framework is not on. Without an account it accepts anything: `BOT_FRAMEWORK=test` allows that on this machine alone. */
export function readBotFramework(environment: Environment): BotFrameworkSettings | null {
  const given = readSettings(environment, shape)
  const { BOT_FRAMEWORK_APP_ID, BOT_FRAMEWORK_PASSWORD, BOT_FRAMEWORK_TENANT } = given
  if ((BOT_FRAMEWORK_APP_ID === undefined) !== (BOT_FRAMEWORK_PASSWORD === undefined))
    throw missingSettings('The Bot Framework', { BOT_FRAMEWORK_APP_ID, BOT_FRAMEWORK_PASSWORD })
  const account =
    BOT_FRAMEWORK_APP_ID && BOT_FRAMEWORK_PASSWORD
      ? { appId: BOT_FRAMEWORK_APP_ID, password: BOT_FRAMEWORK_PASSWORD }
      : null
  if (!account && given.BOT_FRAMEWORK === 'off') return null
  if (!account && (given.NODE_ENV === 'production' || isElsewhere(given.PUBLIC_URL)))
    throw new PasserelleError(
      'bot-framework.no-account',
      'BOT_FRAMEWORK=test accepts messages from anybody and is for this machine alone: set BOT_FRAMEWORK_APP_ID and BOT_FRAMEWORK_PASSWORD, or leave it out.',
    )
  return {
    account,
    loginUrl:
      given.BOT_FRAMEWORK_LOGIN_URL ?? `https://login.microsoftonline.com/${BOT_FRAMEWORK_TENANT}/oauth2/v2.0/token`,
    openIdUrl: given.BOT_FRAMEWORK_OPENID_URL,
    issuer: given.BOT_FRAMEWORK_ISSUER,
    serviceHosts: given.BOT_FRAMEWORK_SERVICE_HOSTS.split(',').filter((host) => host !== ''),
  }
}

const isElsewhere = (url: string | undefined) =>
  url !== undefined && !['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)
