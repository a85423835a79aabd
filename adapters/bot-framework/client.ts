import { type Activity, ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { z } from 'zod'
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

/**
 * botbuilder reads the tokens and nothing else: its handlers answer within the call, ours cannot, and its client tries again by itself,
 * longer than a claim of the outbox lasts. Sending is one call.
 */
export function createClient({ account, loginUrl, openIdUrl, issuer, now }: BotFrameworkOptions): BotFrameworkClient {
  const token = account ? createTokenSource({ ...account, loginUrl, now }) : null
  const appId = account?.appId ?? ''
  const credentials: CredentialsFactory = {
    isValidAppId: async (id) => id === appId,
    isAuthenticationDisabled: async () => account === null,
    // asked for by botbuilder's own client, which is not used
    createCredentials: async () => ({ signRequest: async (request) => request }),
  }
  const authentication = new ConfigurationBotFrameworkAuthentication(
    {
      ToBotFromChannelOpenIdMetadataUrl: openIdUrl,
      ToBotFromChannelTokenIssuer: issuer,
      ToChannelFromBotLoginUrl: loginUrl,
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    },
    credentials,
  )

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
      const { bot, conversation, serviceUrl, user } = address
      const path = `v3/conversations/${encodeURIComponent(conversation.id)}/activities`
      try {
        const response = await fetch(new URL(path, serviceUrl.replace(/\/?$/, '/')), {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(token && { authorization: `Bearer ${await token()}` }),
          },
          body: JSON.stringify({ ...activity, from: bot, recipient: user, conversation }),
          redirect: 'error',
          signal: AbortSignal.timeout(HANGS_AFTER_MS),
        })
        if (!response.ok) return outcomeOf(response)
        return { kind: 'sent', nativeId: taken.safeParse(await response.json().catch(() => null)).data?.id ?? null }
      } catch {
        return { kind: 'later', reason: 'the service or Microsoft’s sign-in cannot be reached', retryAfterMs: null }
      }
    },
    async signIn() {
      await token?.()
    },
  }
}

const HANGS_AFTER_MS = 15_000
const taken = z.object({ id: z.string() })

/** Too many, faults of theirs or of our sign-in will pass; anything else (blocked, gone) is final. */
function outcomeOf({ status, headers }: Response): SendOutcome {
  const reason = `the service answered ${status}`
  if (status !== 429 && status !== 401 && status < 500) return { kind: 'refused', reason }
  const seconds = Number(headers.get('retry-after'))
  return { kind: 'later', reason, retryAfterMs: seconds > 0 ? seconds * 1000 : null }
}
