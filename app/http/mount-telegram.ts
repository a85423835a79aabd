import type { FastifyInstance } from 'fastify'
import type { TelegramChannel } from '../../adapters/telegram/index.ts'
import { describeFault } from '../../store/describe-fault.ts'
import { PasserelleError } from '../../store/passerelle-error.ts'
import { importOptional } from '../import-optional.ts'
import type { Log } from '../log.ts'
import type { Passerelle } from '../passerelle.ts'

const PATH = '/channels/telegram'

/** Opens Telegram when there is a token: polling by default, or a webhook whose body reaches the adapter as the bytes that came. */
export async function registerTelegram(app: FastifyInstance, passerelle: Passerelle): Promise<TelegramChannel | null> {
  const { config, channels, receive, log, now } = passerelle
  const { telegram, publicUrl } = config
  if (!telegram) return null
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
  const adapter = await loadAdapter(log)
  if (!adapter) return null
  const channel = adapter.createTelegram({
    token: telegram.token,
    apiRoot: telegram.apiRoot,
    webhook,
    receive,
    report,
    now,
  })
  channels.set(channel.name, channel)
  await app.register(async (scope) => {
    // whole bytes: a character cut between two chunks is put together before anybody reads it
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    scope.post(PATH, async (request, reply) => {
      const secret = request.headers['x-telegram-bot-api-secret-token']
      const status = await channel.handleWebhook(
        request.body as Buffer,
        typeof secret === 'string' ? secret : undefined,
      )
      if (status !== 200) log.warn({ code: 'telegram.refused', status })
      return reply.code(status).send()
    })
  })
  // a channel that cannot open yet is tried again by itself; the rest of the house does not wait for it
  channel.start()
  return channel
}

/** Without telegraf there is no Telegram, and one line says so; the rest of the house runs. */
async function loadAdapter(log: Log) {
  try {
    return await importOptional(() => import('../../adapters/telegram/index.ts'), 'Telegram')
  } catch (error) {
    if (!(error instanceof PasserelleError)) throw error
    log.error({ code: error.code }, error.message)
    return null
  }
}
