import type { FastifyInstance } from 'fastify'
import { createFollowPerson } from '../../messaging/follow-person.ts'
import { isHeardBack } from '../../messaging/is-heard-back.ts'
import { createTakeReceipts } from '../../messaging/take-receipts.ts'
import { maskSecrets } from '../../safety/secrets/mask-secrets.ts'
import { describeFault } from '../../store/describe-fault.ts'
import type { Passerelle } from '../passerelle.ts'
import { loadAdapter } from './load-adapter.ts'
import { receiveDeliveries } from './receive-deliveries.ts'

export const PATH = '/channels/whatsapp-cloud'

/** Meta's deliveries are up to 3 MB */
const MOST_BODY_BYTES = 3 * 1024 * 1024 + 64 * 1024

/** Opens WhatsApp (Cloud API) when its settings are there: a webhook in, Meta's Graph API out. */
export async function openWhatsAppCloud(app: FastifyInstance, passerelle: Passerelle): Promise<void> {
  const { box, config, channels, receive, log, now, store } = passerelle
  const { whatsAppCloud: settings, networkId, publicUrl } = config
  if (!settings) return
  const adapter = await loadAdapter(() => import('../../adapters/whatsapp-cloud/index.ts'), 'WhatsApp', log)
  if (!adapter) return
  const channel = adapter.createWhatsAppCloud({
    ...settings,
    webhookUrl: publicUrl === null ? null : `${publicUrl}${PATH}`,
    receive,
    takeReceipts: createTakeReceipts({ store, networkId, mask: maskSecrets, now }),
    followPerson: createFollowPerson({ store, box, networkId }),
    isHeardBack: () => isHeardBack(store, networkId, adapter.NAME, now()),
    report: ({ code, error }) => log.error({ code, error: describeFault(error) }),
    now,
  })
  channels.set(channel.name, channel)
  app.get(PATH, async (request, reply) => {
    const challenge = channel.answerChallenge(request.query as Record<string, unknown>)
    if (challenge === null) log.warn({ code: 'whatsapp-cloud.refused', status: 403 })
    return challenge === null ? reply.code(403).send() : reply.type('text/plain').send(challenge)
  })
  await receiveDeliveries(app, log, {
    name: channel.name,
    path: PATH,
    signedBy: 'x-hub-signature-256',
    take: channel.handleWebhook,
    mostBytes: MOST_BODY_BYTES,
  })
}
