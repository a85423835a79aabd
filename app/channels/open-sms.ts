import type { FastifyInstance } from 'fastify'
import { createSms } from '../../adapters/sms/index.ts'
import { createTakeReceipts } from '../../messaging/take-receipts.ts'
import { maskSecrets } from '../../safety/secrets/mask-secrets.ts'
import { PasserelleError } from '../../store/passerelle-error.ts'
import type { Passerelle } from '../passerelle.ts'
import { receiveDeliveries } from './receive-deliveries.ts'

const PATH = '/channels/sms'

/** Opens SMS when its account is set; the provider signs the address it calls, so that address must be known. */
export async function openSms(app: FastifyInstance, passerelle: Passerelle): Promise<void> {
  const { config, channels, receive, log, now, store } = passerelle
  if (!config.sms) return
  if (config.publicUrl === null)
    throw new PasserelleError(
      'sms.public-url',
      'SMS needs PUBLIC_URL, the https address the provider posts to: set it, or leave SMS_ACCOUNT out.',
    )
  const channel = createSms({
    ...config.sms,
    webhookUrl: `${config.publicUrl}${PATH}`,
    receive,
    takeReceipts: createTakeReceipts({ store, networkId: config.networkId, mask: maskSecrets, now }),
  })
  channels.set(channel.name, channel)
  await receiveDeliveries(app, log, {
    name: channel.name,
    path: PATH,
    signedBy: 'x-twilio-signature',
    take: channel.handleWebhook,
    // nothing to say at once: the answer is sent by itself
    thanks: { type: 'text/xml', body: '<Response></Response>' },
  })
}
