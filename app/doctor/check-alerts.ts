import { existsSync } from 'node:fs'
import { countAddresses } from '../../handoff/alerts/addresses.ts'
import type { AlertWay } from '../../messaging/alerter.ts'
import { createSecretBox } from '../../store/secret-box.ts'
import { openAlerters } from '../alerts/open-alerters.ts'
import type { Config } from '../config.ts'
import { createLog } from '../log.ts'
import { openDatabase, sqlitePath } from '../open-database.ts'
import { type Check, check } from './check.ts'

const off: Record<AlertWay, string> = {
  'web-push': 'not on: set PUBLIC_URL (https) or SMTP_FROM to offer alerts on mediators’ telephones',
  'e-mail': 'not on: set SMTP_URL and SMTP_FROM to offer alerts by e-mail',
  'telegram-group': 'not on: set ALERT_TELEGRAM_CHAT to tell a group of mediators',
}

/** Each way mediators are told from afar: does it answer, how many asked for it, how many it did not reach last time. */
export async function checkAlerts(config: Config): Promise<Check[]> {
  // a key for nothing: only the ways themselves are asked
  const box = createSecretBox(Buffer.alloc(32))
  const { all } = await openAlerters(config, { box, log: createLog('silent'), now: Date.now })
  const counts = await readCounts(config)
  const checks: Check[] = []
  for (const [way, says] of Object.entries(off) as [AlertWay, string][]) {
    const alerter = all.get(way)
    const name = `alerts by ${way}`
    if (!alerter) {
      checks.push(check(name, 'ok', says))
      continue
    }
    const health = await alerter.probe()
    const { asked, failing } = counts.get(way) ?? { asked: 0, failing: 0 }
    if (health.state === 'down') checks.push(check(name, 'broken', `${health.reason} ${health.advice}`))
    else if (failing > 0)
      checks.push(
        check(name, 'notice', `${failing} of ${asked} were not reached last time: they see it in « Me prévenir »`),
      )
    else checks.push(check(name, 'ok', `works; ${asked} told that way`))
    await alerter.stop()
  }
  return checks
}

async function readCounts(config: Config): Promise<Map<string, { asked: number; failing: number }>> {
  if (!config.databaseUrl && !existsSync(sqlitePath(config))) return new Map()
  const { store, close } = await openDatabase(config, () => {})
  try {
    const rows = await countAddresses(store, config.networkId)
    return new Map(rows.map(({ way, all: asked, failing }) => [way, { asked, failing }]))
  } finally {
    await close()
  }
}
