import { createTransport } from 'nodemailer'
import type { Alerter, AlertMessage } from '../../../messaging/alerter.ts'
import type { Health, SendOutcome } from '../../../messaging/channel.ts'

export interface EMailOptions {
  /** smtp://user:password@host:587, or smtps:// */
  url: string
  from: string
}

const HANGS_AFTER_MS = 20_000

/** Alerts by e-mail: one plain-text message, marked as made by a machine so that no holiday notice answers it. */
export function createEMail({ url, from }: EMailOptions): Alerter {
  const transport = createTransport({
    url,
    connectionTimeout: HANGS_AFTER_MS,
    greetingTimeout: HANGS_AFTER_MS,
    socketTimeout: HANGS_AFTER_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    way: 'e-mail',
    async send(to, { title, text, link, urgent }: AlertMessage): Promise<SendOutcome> {
      try {
        await transport.sendMail({
          // an address and nothing else: no list, no second header
          from,
          to: { name: '', address: to },
          subject: title,
          text: link === null ? text : `${text}\n\n${link}`,
          priority: urgent ? 'high' : 'normal',
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        })
        return { kind: 'sent', nativeId: null }
      } catch (error) {
        return outcomeOf(error)
      }
    },
    async probe(): Promise<Health> {
      try {
        await transport.verify()
        return { state: 'up' }
      } catch (error) {
        return {
          state: 'down',
          reason: `The mail server did not take us: ${wordsOf(error)}.`,
          advice: 'Check SMTP_URL (host, port, name, password) and that this machine may reach it.',
        }
      }
    },
    stop: async () => transport.close(),
  }
}

/** 5xx about this message or its address is final; a refused password is ours to mend, and the rest passes. */
function outcomeOf(error: unknown): SendOutcome {
  const reason = wordsOf(error)
  const { code, responseCode } = error as { code?: string; responseCode?: number }
  const isFinal = code === 'EENVELOPE' || code === 'EMESSAGE'
  return isFinal && (responseCode ?? 0) >= 500
    ? { kind: 'refused', reason }
    : { kind: 'later', reason, retryAfterMs: null }
}

/** The code alone: a server's sentence quotes the address it refuses. */
function wordsOf(error: unknown): string {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
  return (
    [responseCode, code].filter((part) => typeof part === 'number' || typeof part === 'string').join(' ') ||
    'unknown fault'
  )
}
