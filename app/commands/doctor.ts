import { type Config, readConfig } from '../config.ts'
import type { Check } from '../doctor/check.ts'
import { checkAlerts } from '../doctor/check-alerts.ts'
import { checkChannels } from '../doctor/check-channels.ts'
import { checkContent, checkModel } from '../doctor/check-content.ts'
import { checkDatabase } from '../doctor/check-database.ts'
import { checkFolder } from '../doctor/check-folder.ts'
import { checkMedia } from '../doctor/check-media.ts'

/** Looks at everything the service stands on and says of each what to do; exit 1 when something is to be mended. */
export async function run(): Promise<void> {
  const config = readConfig()
  const checks: Check[] = [
    { name: 'configuration', state: 'ok', says: `network ${config.networkId}, port ${config.port}` },
  ]
  for (const check of [checkFolder, checkDatabase, checkContent, checkModel, checkChannels, checkAlerts, checkMediaOf])
    checks.push(...(await safely(() => check(config), check.name)))
  for (const { name, state, says } of checks)
    console.log(`${{ ok: 'OK      ', notice: 'NOTICE  ', broken: 'TO MEND ' }[state]} ${name}: ${says}`)
  if (checks.some(({ state }) => state === 'broken')) process.exitCode = 1
}

const checkMediaOf = ({ media }: Config) => checkMedia(media)

/** A check that fails is an answer too. */
async function safely(check: () => Promise<Check[]>, name: string): Promise<Check[]> {
  try {
    return await check()
  } catch (error) {
    const says = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    return [{ name: name.replace('check', '').toLowerCase(), state: 'broken', says }]
  }
}
