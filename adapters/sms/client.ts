import { z } from 'zod'
import type { SendOutcome } from '../../messaging/channel.ts'

export interface SmsOptions {
  account: string
  token: string
  /** the number (or sender) messages leave from */
  from: string
  apiRoot: string
  /** our own address, where the provider posts messages and what became of ours */
  webhookUrl: string
}

export interface SmsClient {
  send(to: string, body: string): Promise<SendOutcome>
  /** where the provider posts what is sent to our number; null when it cannot say */
  webhookOfNumber(): Promise<string | null>
}

const HANGS_AFTER_MS = 15_000
const sent = z.object({ sid: z.string() })
const refusal = z.object({ code: z.number().optional(), message: z.string().optional() })
const numbers = z.object({
  incoming_phone_numbers: z.array(z.object({ phone_number: z.string(), sms_url: z.string().nullish() })),
})

/** The provider answered, and not what was asked for. */
export class SmsError extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** The part of Twilio's API we use, as other providers copy it: two calls, so no client package. */
export function createClient({ account, token, from, apiRoot, webhookUrl }: SmsOptions): SmsClient {
  const root = `${apiRoot.replace(/\/$/, '')}/2010-04-01/Accounts/${account}`
  const authorization = `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`
  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${root}${path}`, { ...init, headers: { authorization }, signal: AbortSignal.timeout(HANGS_AFTER_MS) })

  return {
    async send(to, body) {
      const form = new URLSearchParams({ To: to, From: from, Body: body, StatusCallback: webhookUrl })
      let response: Response
      try {
        response = await call('/Messages.json', { method: 'POST', body: form })
      } catch (error) {
        return { kind: 'later', reason: nameOf(error), retryAfterMs: null }
      }
      const answer: unknown = await response.json().catch(() => null)
      if (response.ok) return { kind: 'sent', nativeId: sent.safeParse(answer).data?.sid ?? null }
      return outcomeOf(response, refusal.safeParse(answer).data ?? {})
    },
    async webhookOfNumber() {
      const response = await call(`/IncomingPhoneNumbers.json?${new URLSearchParams({ PhoneNumber: from })}`)
      if (response.status === 404) return null
      if (!response.ok) throw new SmsError(response.status, `The provider answered ${response.status}.`)
      const known = numbers.safeParse(await response.json())
      return known.data?.incoming_phone_numbers.find((one) => one.phone_number === from)?.sms_url ?? null
    },
  }
}

/** Too many at once, a fault of theirs, a key that somebody will set right: will pass. Anything else they refuse is final. */
function outcomeOf(response: Response, { code, message }: z.infer<typeof refusal>): SendOutcome {
  const reason = `${response.status} ${code ?? ''} ${withoutNumbers(message ?? '')}`.trim()
  const passes = response.status === 429 || response.status >= 500 || response.status === 401
  if (!passes) return { kind: 'refused', reason }
  const seconds = Number(response.headers.get('retry-after'))
  return { kind: 'later', reason, retryAfterMs: seconds > 0 ? seconds * 1000 : null }
}

/** « The number +33… is not valid »: the number is somebody's, and reasons are shown. */
const withoutNumbers = (text: string) => text.replace(/\+?\d[\d\s.]{6,}\d/g, '[TELEPHONE]')

const nameOf = (error: unknown) =>
  error instanceof Error && error.name === 'TimeoutError'
    ? 'the provider did not answer'
    : 'the provider cannot be reached'
