import type { FastifyInstance } from 'fastify'
import { createSms } from '../../adapters/sms/index.ts'
import { createTakeReceipts } from '../../messaging/take-receipts.ts'
import { PasserelleError } from '../../store/passerelle-error.ts'
import type { Passerelle } from '../passerelle.ts'
import { receiveBytes } from './receive-bytes.ts'

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
    takeReceipts: createTakeReceipts({ store, networkId: config.networkId, now }),
  })
  channels.set(channel.name, channel)
  await receiveBytes(app, (scope) =>
    scope.post(PATH, async (request, reply) => {
      const signature = request.headers['x-twilio-signature']
      const status = await channel.handleWebhook(
        request.body as Buffer,
        typeof signature === 'string' ? signature : undefined,
      )
      if (status !== 200) {
        log.warn({ code: 'sms.refused', status })
        return reply.code(status).send()
      }
      // nothing to say at once: the answer is sent by itself
      return reply.type('text/xml').send('<Response></Response>')
    }),
  )
}
