import type { FastifyInstance } from 'fastify'
import type { Passerelle } from '../passerelle.ts'
import { loadAdapter } from './load-adapter.ts'
import { receiveDeliveries } from './receive-deliveries.ts'

const PATH = '/channels/bot-framework'

/** Opens the Bot Framework when its account is set. The call is answered once stored; the answer follows by itself. */
export async function openBotFramework(app: FastifyInstance, passerelle: Passerelle): Promise<void> {
  const { config, channels, receive, log, now } = passerelle
  if (!config.botFramework) return
  const load = () => import('../../adapters/bot-framework/index.ts')
  const adapter = await loadAdapter(load, 'The Bot Framework', log)
  if (!adapter) return
  if (config.botFramework.account === null)
    log.warn({ code: 'bot-framework.no-account' }, 'The Bot Framework accepts messages from anybody: a test.')
  const channel = adapter.createBotFramework({ ...config.botFramework, receive, now })
  channels.set(channel.name, channel)
  await receiveDeliveries(app, log, {
    name: channel.name,
    path: PATH,
    signedBy: 'authorization',
    take: channel.handle,
  })
}
