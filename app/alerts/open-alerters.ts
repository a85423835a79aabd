import type { WebPush } from '../../adapters/alerts/web-push/index.ts'
import type { Alerter } from '../../messaging/alerter.ts'
import type { SecretBox } from '../../store/secret-box.ts'
import { loadAdapter } from '../channels/load-adapter.ts'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'

export interface Alerters {
  all: Map<string, Alerter>
  webPush: WebPush | null
}

/** The ways that are on; a package that is missing closes its own alone. */
export async function openAlerters(
  { alerts, telegram }: Pick<Config, 'alerts' | 'telegram'>,
  { box, log, now }: { box: SecretBox; log: Log; now: () => number },
): Promise<Alerters> {
  const all = new Map<string, Alerter>()
  const add = (alerter: Alerter | undefined) => alerter && all.set(alerter.way, alerter)
  const { eMail, telegramChat, webPush } = alerts
  if (eMail) {
    const adapter = await loadAdapter(() => import('../../adapters/alerts/e-mail/index.ts'), 'E-mail', log)
    add(adapter?.createEMail(eMail))
  }
  if (telegramChat !== null && telegram) {
    const adapter = await loadAdapter(() => import('../../adapters/alerts/telegram-group/index.ts'), 'Telegram', log)
    add(adapter?.createTelegramGroup({ ...telegram, now }))
  }
  if (!webPush) return { all, webPush: null }
  const adapter = await loadAdapter(() => import('../../adapters/alerts/web-push/index.ts'), 'Web push', log)
  const push = adapter?.createWebPush({ ...webPush, seed: box.hash('web push key pair') })
  add(push)
  return { all, webPush: push ?? null }
}
