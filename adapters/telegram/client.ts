import { Telegram, TelegramError } from 'telegraf'
import type { SendOutcome } from '../../messaging/channel.ts'
import type { TelegramMessageOut } from './encode.ts'
import { createLimits } from './limits.ts'

export interface TelegramClient {
  send(chat: string, message: TelegramMessageOut): Promise<SendOutcome>
  /** the button stops turning; not told whether it worked: it is only a comfort */
  answerButton(queryId: string): void
  getUpdates(offset: number, waitSeconds: number, signal: AbortSignal): Promise<unknown[]>
  setWebhook(url: string, secret: string): Promise<void>
  deleteWebhook(): Promise<void>
  getMe(): Promise<{ username: string }>
  webhookInfo(): Promise<{ url: string; pending: number; lastError: string | null }>
  download(fileId: string): Promise<{ body: ArrayBuffer; type: string }>
}

/** What we ask Telegram to send us; the rest would only be thrown away. */
const WANTED = ['message', 'edited_message', 'callback_query'] as const

/** telegraf as a client only: its polling and its webhook lose messages (see the README of this folder). */
export function createClient(token: string, apiRoot: string): TelegramClient {
  const telegram = new Telegram(token, { apiRoot, webhookReply: false })
  const limits = createLimits()
  const call = (method: string, payload: object, signal?: AbortSignal) =>
    telegram.callApi(method as 'getMe', payload as never, signal ? { signal: signal as never } : {}) as Promise<unknown>

  return {
    async send(chat, { text, keyboard }) {
      await limits.turn(chat)
      try {
        const sent = (await call('sendMessage', {
          chat_id: chat,
          text,
          ...(keyboard.length > 0 ? { reply_markup: { inline_keyboard: keyboard } } : {}),
        })) as { message_id: number }
        return { kind: 'sent', nativeId: String(sent.message_id) }
      } catch (error) {
        const outcome = outcomeOf(error)
        if (outcome.kind === 'later' && outcome.retryAfterMs) limits.pause(outcome.retryAfterMs)
        return outcome
      }
    },
    answerButton: (queryId) => void call('answerCallbackQuery', { callback_query_id: queryId }).catch(() => {}),
    getUpdates: (offset, timeout, signal) =>
      call('getUpdates', { offset, timeout, limit: 100, allowed_updates: WANTED }, signal) as Promise<unknown[]>,
    setWebhook: async (url, secret) =>
      void (await call('setWebhook', { url, secret_token: secret, allowed_updates: WANTED })),
    deleteWebhook: async () => void (await call('deleteWebhook', {})),
    getMe: async () => (await call('getMe', {})) as { username: string },
    async webhookInfo() {
      const info = (await call('getWebhookInfo', {})) as {
        url?: string
        pending_update_count?: number
        last_error_message?: string
      }
      return {
        url: info.url ?? '',
        pending: info.pending_update_count ?? 0,
        lastError: info.last_error_message ?? null,
      }
    },
    async download(fileId) {
      const link = await telegram.getFileLink(fileId)
      const response = await fetch(link, { signal: AbortSignal.timeout(20_000) })
      if (!response.ok) throw new Error(`Telegram answered ${response.status} for a file.`)
      return {
        body: await response.arrayBuffer(),
        type: response.headers.get('content-type') ?? 'application/octet-stream',
      }
    },
  }
}

/** 429 and faults of theirs or of the line will pass; everything else they refuse is final (blocked by the person, chat gone). */
export function outcomeOf(error: unknown): SendOutcome {
  if (!(error instanceof TelegramError)) return { kind: 'later', reason: withoutToken(error), retryAfterMs: null }
  const seconds = error.parameters?.retry_after
  const reason = `${error.code} ${error.description}`
  if (error.code === 429 || error.code >= 500)
    return { kind: 'later', reason, retryAfterMs: seconds === undefined ? null : seconds * 1000 }
  return { kind: 'refused', reason }
}

/** A network fault's message holds the address it was for, and that holds the token. */
export function withoutToken(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/bot\d+:[\w-]+/g, 'bot…')
}
