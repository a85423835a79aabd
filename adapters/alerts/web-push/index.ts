import webPush from 'web-push'
import type { Alerter, AlertMessage } from '../../../messaging/alerter.ts'
import type { Health, SendOutcome } from '../../../messaging/channel.ts'
import { createReadSubscription, type ReadSubscription } from './subscription.schema.ts'
import { vapidKeys } from './vapid-keys.ts'

export interface WebPushOptions {
  /** keyed and of this purpose alone: the key pair is made of it */
  seed: string
  /** who answers for these messages, as push services want it: an https address of ours, or mailto: */
  subject: string
  /** push services beside the browsers' own, with their port */
  hosts: string[]
}

export interface WebPush extends Alerter {
  /** what a browser is given to subscribe with */
  readonly publicKey: string
  readonly read: ReadSubscription
}

const HANGS_AFTER_MS = 20_000
/** a telephone that is off is not told in the evening of what waited in the morning */
const KEPT_S = 3600

/** Alerts on a mediator's telephone or computer. web-push seals and signs; the request is ours: only known hosts, no redirect, an end. */
export function createWebPush({ seed, subject, hosts }: WebPushOptions): WebPush {
  const keys = vapidKeys(seed)
  const read = createReadSubscription(hosts)
  return {
    way: 'web-push',
    publicKey: keys.publicKey,
    read,
    async send(address, { urgent, title, text, link }: AlertMessage): Promise<SendOutcome> {
      const subscription = read(parse(address))
      if (!subscription) return { kind: 'refused', reason: 'not a push service that is known' }
      const { endpoint, headers, body } = webPush.generateRequestDetails(
        subscription,
        JSON.stringify({ title, text, link, urgent }),
        { vapidDetails: { subject, ...keys }, TTL: KEPT_S, urgency: urgent ? 'high' : 'normal' },
      )
      try {
        const answer = await fetch(endpoint, {
          method: 'POST',
          headers: without(headers, 'Content-Length'),
          body: body ? new Uint8Array(body) : null,
          redirect: 'manual',
          signal: AbortSignal.timeout(HANGS_AFTER_MS),
        })
        await answer.body?.cancel()
        return outcomeOf(answer)
      } catch {
        return { kind: 'later', reason: 'the push service could not be reached', retryAfterMs: null }
      }
    },
    // each browser has a service of its own: there is none to ask beforehand
    probe: async (): Promise<Health> => ({ state: 'up' }),
    stop: async () => {},
  }
}

/** RFC 8030: 201 taken, 429 and 5xx will pass, everything else (404, 410: the subscription is over) is final. */
function outcomeOf({ ok, status, headers }: Response): SendOutcome {
  if (ok) return { kind: 'sent', nativeId: null }
  const reason = `${status} from the push service`
  if (status !== 429 && status < 500) return { kind: 'refused', reason }
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return { kind: 'later', reason, retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : null }
}

function without(headers: object, name: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([key, value]) => (key === name ? [] : [[key, String(value)]])),
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
