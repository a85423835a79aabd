import type { Channel, FollowPerson, Receive, SendContext, SendOutcome, TakeReceipts } from '../../messaging/channel.ts'
import { capabilities } from './capabilities.ts'
import { type Answer, createClient, type Template } from './client.ts'
import { decode } from './decode.ts'
import { encode, encodeForTemplate } from './encode.ts'
import { hideId } from './hide-id.ts'
import { createLimits } from './limits.ts'
import { isOutsideWindow, meet } from './outcome-of.ts'
import { createProbe } from './probe.ts'
import { readAddress } from './recipient.ts'
import texts from './texts.fr.json' with { type: 'json' }
import { answerChallenge, signatureMatches } from './verify.ts'

export const NAME = 'whatsapp-cloud'

export interface WhatsAppCloudOptions {
  token: string
  phoneId: string
  appSecret: string
  verifyToken: string
  apiRoot: string
  /** what may be said after the 24 hours: an approved template with one variable; null = nothing */
  template: Template | null
  /** where Meta must post, when we know our own address */
  webhookUrl: string | null
  receive: Receive
  takeReceipts: TakeReceipts
  followPerson: FollowPerson
  /** do receipts still come? */
  isHeardBack: () => Promise<boolean>
  report: (problem: { code: string; error: unknown }) => void
  now: () => number
}

export interface WhatsAppCloudChannel extends Channel {
  /** the challenge to give back to Meta's check of our address, or null */
  answerChallenge(query: Record<string, unknown>): string | null
  /** one delivery: 401 for a wrong signature (nothing stored), 200 once stored; a throw means « deliver it again » */
  handleWebhook(rawBody: Buffer, signature: string | undefined): Promise<200 | 400 | 401>
}

const HOUR_MS = 3_600_000
const WINDOW_MS = (capabilities.serviceWindowHours ?? 0) * HOUR_MS
/** « too many » without a word about how long */
const PAUSE_MS = 5_000

export function createWhatsAppCloud(options: WhatsAppCloudOptions): WhatsAppCloudChannel {
  const { template, receive, takeReceipts, followPerson, report, now } = options
  const client = createClient(options)
  const limits = createLimits(now)
  const probe = createProbe(options, client)
  let stopped = false

  function settle(person: string, answer: Answer<string | null>): SendOutcome {
    if (answer.kind === 'done') {
      limits.sent(person)
      probe.works()
      return { kind: 'sent', nativeId: answer.value && hideId(answer.value) }
    }
    const { outcome, broken, slowDown } = meet(answer.fault)
    if (broken) probe.breaks(broken)
    if (outcome.kind !== 'later') return outcome
    if (slowDown === 'everybody') limits.pauseAll(outcome.retryAfterMs ?? PAUSE_MS)
    if (slowDown !== 'this-person') return outcome
    return { ...outcome, retryAfterMs: Math.max(outcome.retryAfterMs ?? 0, limits.pause(person)) }
  }

  return {
    name: NAME,
    capabilities,
    ...(template && { afterWindow: 'template' }),
    async send(address, reply, { key, heardAt }: SendContext) {
      if (stopped) return { kind: 'later', reason: 'the channel is closing', retryAfterMs: null }
      const isOver = heardAt !== null && now() > heardAt + WINDOW_MS
      if (isOver && !template) return { kind: 'refused', reason: texts.windowOver }
      const wait = limits.waitFor(address)
      if (wait > 0) return { kind: 'later', reason: 'WhatsApp’s pace for one person', retryAfterMs: wait }
      const to = readAddress(address)
      if (!isOver) {
        const answer = await client.send(to, encode(reply), key)
        // Meta's clock counts: it may know better than we do
        if (!template || answer.kind === 'done' || !isOutsideWindow(answer.fault)) return settle(address, answer)
      }
      const line = template && encodeForTemplate(reply)
      if (!template || !line) return { kind: 'refused', reason: texts.tooLongForTemplate }
      return settle(address, await client.sendTemplate(to, template, line, key))
    },
    download: (reference) => client.download(reference),
    answerChallenge: (query) => answerChallenge(options.verifyToken, query),
    async handleWebhook(rawBody, signature) {
      if (!signatureMatches(options.appSecret, rawBody, signature)) return 401
      const payload = parse(rawBody)
      if (payload === undefined) return 400
      const { incoming, receipts, changed, problems } = decode(payload, options.phoneId)
      for (const code of problems) report({ code: `${NAME}.meta-${code}`, error: null })
      if (changed.length > 0) await followPerson(NAME, changed)
      if (incoming.length > 0) await receive(NAME, incoming)
      if (receipts.length > 0) await takeReceipts(NAME, receipts)
      return 200
    },
    probe: probe.ask,
    async stop() {
      stopped = true
      await client.stop()
    },
  }
}

function parse(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'))
  } catch {
    return undefined
  }
}
