import { z } from 'zod'

export interface TokenOptions {
  appId: string
  password: string
  /** https://login.microsoftonline.com/<tenant>/oauth2/v2.0/token */
  loginUrl: string
  now: () => number
}

const HANGS_AFTER_MS = 15_000
const RENEW_BEFORE_MS = 5 * 60_000
const granted = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() })

/** Asks Microsoft for a token, whatever it answers; rejects when it cannot be reached within fifteen seconds. */
export function requestToken({ appId, password, loginUrl }: Omit<TokenOptions, 'now'>): Promise<Response> {
  return fetch(loginUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: appId,
      client_secret: password,
      scope: 'https://api.botframework.com/.default',
    }),
    signal: AbortSignal.timeout(HANGS_AFTER_MS),
  })
}

/**
 * The token our answers carry (OAuth 2 client credentials), kept until five minutes before its end. botbuilder's own way goes through
 * MSAL, which cannot be pointed at a sovereign cloud's plain token address, nor be tested against a server that is not Microsoft's.
 */
export function createTokenSource({ appId, password, loginUrl, now }: TokenOptions): () => Promise<string> {
  let kept: { token: string; until: number } | null = null
  return async () => {
    if (kept && now() < kept.until) return kept.token
    const response = await requestToken({ appId, password, loginUrl })
    // the answer may quote what was sent: only its number goes further
    if (!response.ok) throw new Error(`Microsoft's sign-in answered ${response.status}.`)
    const { access_token: token, expires_in: seconds } = granted.parse(await response.json())
    kept = { token, until: now() + Math.max(seconds * 1000 - RENEW_BEFORE_MS, 0) }
    return token
  }
}
