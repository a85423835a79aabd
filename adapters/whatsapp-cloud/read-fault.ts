import { GraphApiError } from '@kapso/whatsapp-cloud-api'
import type { Fault } from './outcome-of.ts'

/** The line was never made, so nothing of ours left. */
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

/** What kapso throws, told apart: Meta's own errors, its refusal of a message before sending, a line that broke. */
export function readFault(error: unknown): Fault {
  if (error instanceof GraphApiError) {
    // an answer of something in between (a gateway), not of Meta: it says nothing about the message
    if (!isMetaError(error.raw) && error.httpStatus >= 500)
      return { kind: 'unknown', reason: `answered ${error.httpStatus}` }
    const { retry } = error
    return {
      kind: 'graph',
      code: isMetaError(error.raw) ? Number(error.code) : fromStatus(error.httpStatus),
      subcode: error.errorSubcode ?? null,
      message: isMetaError(error.raw) ? withoutNumbers(error.message) : `answered ${error.httpStatus}`,
      retryAfterMs: retry.retryAfterMs ?? null,
    }
  }
  const code = codeOf(error)
  if (code !== null && NEVER_LEFT.has(code)) return { kind: 'not-sent', reason: code }
  if (isRefusedByKapso(error)) return { kind: 'ours', reason: 'this message breaks a limit of WhatsApp' }
  return { kind: 'unknown', reason: code ?? (error instanceof Error ? error.name : 'no answer') }
}

const isMetaError = (raw: unknown) =>
  typeof raw === 'object' && raw !== null && typeof (raw as { error?: unknown }).error === 'object'

/** Without a code of Meta's: too many, not allowed, or nothing that would change. */
const fromStatus = (status: number) => (status === 429 ? 4 : status === 401 ? 190 : status === 403 ? 10 : status)

/** Meta quotes ids and numbers in some messages. */
const withoutNumbers = (message: string) => message.replace(/\+?\d{7,}/g, '…')

/** kapso checks sizes with zod before sending: a ZodError, or a plain Error that says so. */
function isRefusedByKapso(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return (
    error.name === 'ZodError' || (error.name === 'Error' && / validation failed: |^Provide to /.test(error.message))
  )
}

/** fetch says « fetch failed » and keeps why in its cause, several deep; an aborted one says how it was. */
function codeOf(error: unknown): string | null {
  for (let one = error; one instanceof Error; one = one.cause) {
    if ('code' in one && typeof one.code === 'string') return one.code
    if (one.name === 'TimeoutError' || one.name === 'AbortError') return one.name
    if (one instanceof AggregateError) return codeOf(one.errors[0])
  }
  return null
}
