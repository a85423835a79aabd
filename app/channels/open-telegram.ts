import type { FastifyInstance } from 'fastify'
import { describeFault } from '../../store/describe-fault.ts'
import { PasserelleError } from '../../store/passerelle-error.ts'
import type { Passerelle } from '../passerelle.ts'
import { loadAdapter } from './load-adapter.ts'
import { receiveDeliveries } from './receive-deliveries.ts'

const PATH = '/channels/telegram'

/** Opens Telegram when there is a token: polling by default, or a webhook. */
export async function openTelegram(app: FastifyInstance, passerelle: Passerelle): Promise<void> {
  const { config, channels, receive, log, now } = passerelle
  const { telegram, publicUrl } = config
  if (!telegram) return
  if (telegram.mode === 'webhook' && (!publicUrl || !telegram.webhookSecret))
    throw new PasserelleError(
      'telegram.webhook-settings',
      'TELEGRAM_MODE=webhook needs PUBLIC_URL and TELEGRAM_WEBHOOK_SECRET: set both, or leave TELEGRAM_MODE out to poll.',
    )
  const webhook =
    telegram.mode === 'webhook' && telegram.webhookSecret
      ? { url: `${publicUrl}${PATH}`, secret: telegram.webhookSecret }
      : null
  const report = ({ code, error }: { code: string; error: unknown }) => log.error({ code, error: describeFault(error) })
  const adapter = await loadAdapter(() => import('../../adapters/telegram/index.ts'), 'Telegram', log)
  if (!adapter) return
  const { token, apiRoot } = telegram
  const channel = adapter.createTelegram({ token, apiRoot, webhook, receive, report, now })
  channels.set(channel.name, channel)
  await receiveDeliveries(app, log, {
    name: channel.name,
    path: PATH,
    signedBy: 'x-telegram-bot-api-secret-token',
    take: channel.handleWebhook,
  })
  // a channel that cannot open yet is tried again by itself; the rest of the house does not wait for it
  channel.start()
}
