import type { Channel, Health, Receive, TakeReceipts } from '../../messaging/channel.ts'
import { capabilities } from './capabilities.ts'
import { createClient, SmsError, type SmsOptions } from './client.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import { messageSchema, statusSchema } from './payload.schema.ts'
import { signatureMatches } from './verify.ts'

export const NAME = 'sms'

export interface SmsParts extends SmsOptions {
  receive: Receive
  takeReceipts: TakeReceipts
}

export interface SmsChannel extends Channel {
  /** one call of the provider: 401 for a wrong signature (nothing stored), 200 once stored; a throw means « bring it again » */
  handleWebhook(rawBody: Buffer, signature: string | undefined): Promise<200 | 400 | 401>
}

const LOST = new Set(['failed', 'undelivered'])

export function createSms(parts: SmsParts): SmsChannel {
  const { token, webhookUrl, receive, takeReceipts } = parts
  const client = createClient(parts)

  return {
    name: NAME,
    capabilities,
    send: (number, reply) => client.send(number, encode(reply)),
    async handleWebhook(rawBody, signature) {
      const fields = new URLSearchParams(rawBody.toString('utf8'))
      if (!signatureMatches(token, webhookUrl, fields, signature)) return 401
      const status = statusSchema.safeParse(Object.fromEntries(fields))
      if (status.success) {
        const { MessageSid: nativeId, MessageStatus, ErrorCode } = status.data
        const failure = LOST.has(MessageStatus) ? `${MessageStatus} ${ErrorCode ?? ''}`.trim() : null
        await takeReceipts(NAME, [{ nativeId, key: null, failure }])
        return 200
      }
      const message = messageSchema.safeParse(Object.fromEntries(fields))
      if (!message.success) return 400
      await receive(NAME, decode(message.data))
      return 200
    },
    probe,
    stop: async () => {},
  }

  /** A number whose messages go elsewhere is a deaf channel that looks well: this is what is asked. */
  async function probe(): Promise<Health> {
    try {
      const url = await client.webhookOfNumber()
      if (url === null || url === '' || url === webhookUrl) return { state: 'up' }
      return {
        state: 'down',
        reason: 'The provider posts the messages of SMS_FROM to another address.',
        advice: `In the provider's pages, set « a message comes in » of this number to ${webhookUrl} (POST).`,
      }
    } catch (error) {
      const unknown = error instanceof SmsError && error.status === 401
      return {
        state: 'down',
        reason: unknown
          ? 'The provider does not know this account or token.'
          : 'The provider of SMS cannot be reached.',
        advice: unknown ? 'Check SMS_ACCOUNT and SMS_TOKEN.' : 'Check the network and SMS_API_ROOT.',
      }
    }
  }
}
