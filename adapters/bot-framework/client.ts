import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ConversationReference,
} from 'botbuilder'
import type { SendOutcome } from '../../messaging/channel.ts'
import type { BotActivity, BotAddress } from './payload.schema.ts'
import { createTokenSource } from './token.ts'

export interface BotFrameworkOptions {
  /** null = no account: everything is accepted and nothing signed. For a test alone; `app` refuses it in production. */
  account: { appId: string; password: string } | null
  loginUrl: string
  /** where the keys are published that sign what is posted to us, and the issuer these tokens name */
  openIdUrl: string
  issuer: string
  now: () => number
}

export interface BotFrameworkClient {
  /** does this call come from Microsoft, for our bot, from the service it names? */
  isGenuine(activity: BotActivity, authorization: string): Promise<boolean>
  send(address: BotAddress, activity: Partial<Activity>): Promise<SendOutcome>
  /** throws with a short reason when Microsoft no longer gives us a token */
  signIn(): Promise<void>
}

/** botbuilder does not hand out the name of this type. */
type CredentialsFactory = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>

/** botbuilder as a reader of tokens and a client of conversations, and nothing else: its handlers answer within the call, ours cannot. */
export function createClient({ account, loginUrl, openIdUrl, issuer, now }: BotFrameworkOptions): BotFrameworkClient {
  const token = account ? createTokenSource({ ...account, loginUrl, now }) : null
  const appId = account?.appId ?? ''
  const credentials: CredentialsFactory = {
    isValidAppId: async (id) => id === appId,
    isAuthenticationDisabled: async () => account === null,
    createCredentials: async () => ({
      async signRequest(request) {
        if (token) request.headers.set('authorization', `Bearer ${await token()}`)
        return request
      },
    }),
  }
  const authentication = new ConfigurationBotFrameworkAuthentication(
    {
      ToBotFromChannelOpenIdMetadataUrl: openIdUrl,
      ToBotFromChannelTokenIssuer: issuer,
      ToChannelFromBotLoginUrl: loginUrl,
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    },
    credentials,
    undefined,
    undefined,
    // the outbox tries again; the client's own retries could outlast the claim, and somebody else would send the same
    { noRetryPolicy: true },
  )
  const adapter = new CloudAdapter(authentication)

  return {
    async isGenuine(activity, authorization) {
      try {
        await authentication.authenticateRequest(activity as Activity, authorization)
        return true
      } catch {
        return false
      }
    },
    async send(address, activity) {
      let nativeId: string | null = null
      try {
        await adapter.continueConversationAsync(appId, address as Partial<ConversationReference>, async (context) => {
          nativeId = (await context.sendActivity(activity))?.id ?? null
        })
        return { kind: 'sent', nativeId }
      } catch (error) {
        return outcomeOf(error)
      }
    },
    async signIn() {
      await token?.()
    },
  }
}

/** Too many, faults of theirs, of the line or of our sign-in will pass; anything else (blocked, gone) is final. */
function outcomeOf(error: unknown): SendOutcome {
  const { statusCode, response } = error as {
    statusCode?: number
    response?: { headers?: { get?(name: string): unknown } }
  }
  if (statusCode === undefined) return { kind: 'later', reason: 'the service cannot be reached', retryAfterMs: null }
  const reason = `the service answered ${statusCode}`
  if (statusCode !== 429 && statusCode !== 401 && statusCode < 500) return { kind: 'refused', reason }
  const seconds = Number(response?.headers?.get?.('retry-after'))
  return { kind: 'later', reason, retryAfterMs: seconds > 0 ? seconds * 1000 : null }
}
