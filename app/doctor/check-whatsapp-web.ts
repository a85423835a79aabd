import { accessSync, constants, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { WhatsAppWebSettings } from '../config/whatsapp-web.ts'
import { type Check, check } from './check.ts'

/** What can be seen without starting the browser: only the running service may use the session. */
export async function checkWhatsAppWeb(settings: WhatsAppWebSettings | null, dataDir: string): Promise<Check> {
  const name = 'whatsapp-web'
  if (!settings)
    return check(name, 'ok', 'not on (WHATSAPP_WEB=on opens it, at the risk of the account: see its guide)')
  if (!isInstalled())
    return check(name, 'broken', 'the npm package « whatsapp-web.js » is not installed: run « npm ci »')
  if (!isProgram(settings.chromium))
    return check(
      name,
      'broken',
      `there is no program ${settings.chromium}: install Chromium (Debian: apt-get install chromium) or set CHROMIUM_PATH`,
    )
  if (settings.page !== null && !existsSync(settings.page))
    return check(name, 'broken', `there is no file ${settings.page}: correct WHATSAPP_WEB_PAGE or leave it out`)
  if (!existsSync(join(dataDir, name, 'heard-until')))
    return check(name, 'notice', 'linked to no phone yet: start the service and scan the code of /console/canaux')
  return check(
    name,
    'notice',
    'linked to a phone. WhatsApp may close this account at any time: keep another channel open',
  )
}

function isInstalled(): boolean {
  try {
    createRequire(import.meta.url).resolve('whatsapp-web.js')
    return true
  } catch {
    return false
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
