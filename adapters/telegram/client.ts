import { Telegram, TelegramError } from 'telegraf'
import type { SendOutcome } from '../../messaging/channel.ts'
import type { TelegramMessageOut } from './encode.ts'
import { createLimits } from './limits.ts'

export interface TelegramClient {
  send(chat: string, message: TelegramMessageOut): Promise<SendOutcome>
  /** the button stops turning; not told whether it worked: it is only a comfort */
  answerButton(queryId: string): void
  getUpdates(offset: number, waitSeconds: number, signal: AbortSignal): Promise<unknown[]>
  setWebhook(url: string, secret: string, signal: AbortSignal): Promise<void>
  deleteWebhook(signal: AbortSignal): Promise<void>
  getMe(): Promise<{ username: string }>
  webhookInfo(): Promise<{ url: string; pending: number; lastError: string | null }>
  download(fileId: string): Promise<{ body: ArrayBuffer; type: string }>
}

/** What we ask Telegram to send us; the rest would only be thrown away. */
const WANTED = ['message', 'edited_message', 'callback_query'] as const

/** telegraf waits 500 s by itself; a send that hangs would hold up every other one. */
const HANGS_AFTER_MS = 30_000

/** What a bot may download, by Telegram's own rule. */
const LARGEST_FILE_BYTES = 20 * 1024 * 1024

/** telegraf as a client only: its polling and its webhook lose messages (see the README of this folder). */
export function createClient(token: string, apiRoot: string, now: () => number): TelegramClient {
  const telegram = new Telegram(token, { apiRoot, webhookReply: false })
  const limits = createLimits(now)
  const call = (method: string, payload: object, signal?: AbortSignal, hangsAfterMs = HANGS_AFTER_MS) => {
    const hangs = AbortSignal.timeout(hangsAfterMs)
    return telegram.callApi(method as 'getMe', payload as never, {
      signal: (signal ? AbortSignal.any([signal, hangs]) : hangs) as never,
    }) as Promise<unknown>
  }

  return {
    async send(chat, { text, keyboard }) {
      const wait = await limits.turn(chat)
      if (wait > 0) return { kind: 'later', reason: 'Telegram asked everybody to wait', retryAfterMs: wait }
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
      // cut well after Telegram should have answered
      call(
        'getUpdates',
        { offset, timeout, limit: 100, allowed_updates: WANTED },
        signal,
        (timeout + 15) * 1000,
      ) as Promise<unknown[]>,
    setWebhook: async (url, secret, signal) =>
      void (await call('setWebhook', { url, secret_token: secret, allowed_updates: WANTED }, signal)),
    deleteWebhook: async (signal) => void (await call('deleteWebhook', {}, signal)),
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
      try {
        const file = (await call('getFile', { file_id: fileId })) as { file_path?: string; file_size?: number }
        if ((file.file_size ?? 0) > LARGEST_FILE_BYTES) throw new Error('The file is larger than 20 MB.')
        const link = new URL(`./file/bot${token}/${file.file_path}`, apiRoot)
        const response = await fetch(link, { signal: AbortSignal.timeout(HANGS_AFTER_MS) })
        if (!response.ok) throw new Error(`Telegram answered ${response.status} for a file.`)
        return {
          body: await response.arrayBuffer(),
          type: response.headers.get('content-type') ?? 'application/octet-stream',
        }
      } catch (error) {
        // the address of a file holds the token: neither it nor its cause goes further
        throw new Error(withoutToken(error))
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

/** How long Telegram itself asks to wait before the next call, or 0. */
export function askedToWaitMs(error: unknown): number {
  return error instanceof TelegramError ? (error.parameters?.retry_after ?? 0) * 1000 : 0
}

/** « Conflict: can't use getUpdates method while webhook is active »: an earlier life of this token had one. */
export function isWebhookConflict(error: unknown): boolean {
  return error instanceof TelegramError && error.code === 409 && /webhook/i.test(error.description)
}

/** A network fault's message holds the address it was for, and that holds the token. */
export function withoutToken(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/bot\d+:[\w-]+/g, 'bot…')
}
