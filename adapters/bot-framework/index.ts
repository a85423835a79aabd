import type { Channel, Health, Receive } from '../../messaging/channel.ts'
import { capabilities } from './capabilities.ts'
import { type BotFrameworkOptions, createClient } from './client.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import { activitySchema, addressSchema } from './payload.schema.ts'
import { isTrustedService } from './trusted-hosts.ts'

export const NAME = 'bot-framework'

export interface BotFrameworkParts extends BotFrameworkOptions {
  /** hosts answered beside Microsoft's own */
  serviceHosts: string[]
  receive: Receive
}

export interface BotFrameworkChannel extends Channel {
  /** one call: 401 when it is not Microsoft's, 403 for a service we do not answer, 200 once stored; a throw means « bring it again » */
  handle(rawBody: Buffer, authorization: string | undefined): Promise<200 | 400 | 401 | 403>
}

/** What may be fetched of a picture or a recording. */
const LARGEST_FILE_BYTES = 20 * 1024 * 1024
const HANGS_AFTER_MS = 30_000

export function createBotFramework(parts: BotFrameworkParts): BotFrameworkChannel {
  const { serviceHosts, receive } = parts
  const client = createClient(parts)

  return {
    name: NAME,
    capabilities,
    async send(address, reply) {
      const to = addressSchema.parse(JSON.parse(address))
      if (!isTrustedService(to.serviceUrl, serviceHosts))
        return { kind: 'refused', reason: 'the service of this conversation is not one we answer' }
      return client.send(to, encode(reply))
    },
    async download(reference) {
      // a file's address comes from outside too: a picture « on » our own network is not fetched
      if (!isTrustedService(reference, serviceHosts)) throw new Error('The file is on a host we do not fetch from.')
      const response = await fetch(reference, { signal: AbortSignal.timeout(HANGS_AFTER_MS), redirect: 'error' })
      if (!response.ok) throw new Error(`The service answered ${response.status} for a file.`)
      if (Number(response.headers.get('content-length')) > LARGEST_FILE_BYTES)
        throw new Error('The file is larger than 20 MB.')
      return {
        body: await response.arrayBuffer(),
        type: response.headers.get('content-type') ?? 'application/octet-stream',
      }
    },
    async handle(rawBody, authorization) {
      const read = activitySchema.safeParse(parse(rawBody))
      if (!read.success) return authorization === undefined && parts.account ? 401 : 400
      if (!(await client.isGenuine(read.data, authorization ?? ''))) return 401
      if (!isTrustedService(read.data.serviceUrl, serviceHosts)) return 403
      const incoming = decode(read.data)
      if (incoming.length > 0) await receive(NAME, incoming)
      return 200
    },
    probe,
    stop: async () => {},
  }

  /** A secret that has run out is how these bots fall silent: every two years, on a day nobody remembers. */
  async function probe(): Promise<Health> {
    try {
      await client.signIn()
      return { state: 'up' }
    } catch (error) {
      return {
        state: 'down',
        reason: `No token for our answers: ${error instanceof Error ? error.message : 'unknown fault'}`,
        advice: 'Check BOT_FRAMEWORK_APP_ID; make a new secret in Azure if the old one has run out; check the network.',
      }
    }
  }
}

function parse(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'))
  } catch {
    return undefined
  }
}
