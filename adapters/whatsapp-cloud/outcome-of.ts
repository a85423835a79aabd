import type { SendOutcome } from '../../messaging/channel.ts'
import { reasonOf } from './decode.ts'

/** What went wrong with a call, told apart from how kapso says it. */
export type Fault =
  /** Meta answered with an error of its own */
  | { kind: 'graph'; code: number; subcode: number | null; message: string; retryAfterMs: number | null }
  /** it never left: no line, no name, no port */
  | { kind: 'not-sent'; reason: string }
  /** it left, and nobody knows what became of it */
  | { kind: 'unknown'; reason: string }
  /** our own message is not one WhatsApp would take */
  | { kind: 'ours'; reason: string }

/** How a fault of this sort is met, beside the outcome of the message itself. */
export interface Met {
  outcome: SendOutcome
  /** something the operator must mend: the channel is down until a call goes through */
  broken: { reason: string; advice: string } | null
  slowDown: 'this-person' | 'everybody' | null
}

/**
 * A send has no key that would make Meta take it once. After a line that broke we wait this long for its receipt, which carries ours
 * (docs/adr/0009), before sending again.
 */
export const WAIT_FOR_RECEIPT_MS = 120_000

const TOO_MANY = new Set([4, 80007, 130429])
const TOO_MANY_TO_THIS_PERSON = 131056
const WILL_PASS = new Set([1, 2, 131000, 131016, 131057, 133004, 133005])
const OUTSIDE_WINDOW = 131047

/** By code, what the operator must do; 200 to 299 are permissions too. */
const MENDING = new Map([
  [0, 'Make a new token of a system user in Meta Business and set WHATSAPP_CLOUD_TOKEN.'],
  [190, 'Make a new token of a system user in Meta Business and set WHATSAPP_CLOUD_TOKEN.'],
  [3, 'Give the token the permission whatsapp_business_messaging.'],
  [10, 'Give the token the permission whatsapp_business_messaging.'],
  [33, 'Check WHATSAPP_CLOUD_PHONE_ID: the phone number was deleted or is not this account’s.'],
  [368, 'The account broke a rule of WhatsApp: see the quality page of WhatsApp Manager.'],
  [131031, 'The account is locked: see WhatsApp Manager.'],
  [131042, 'WhatsApp wants a means of payment: see WhatsApp Manager.'],
  [131045, 'Register the phone number again in WhatsApp Manager.'],
  [131048, 'Too many people blocked or reported this number: see its quality in WhatsApp Manager.'],
  [133010, 'Register the phone number in WhatsApp Manager.'],
])

export const isOutsideWindow = (fault: Fault) => fault.kind === 'graph' && fault.code === OUTSIDE_WINDOW

/** What becomes of the message, by Meta's own list of codes. */
export function meet(fault: Fault): Met {
  if (fault.kind === 'ours') return final(fault.reason)
  if (fault.kind === 'not-sent') return { ...later(fault.reason, null), broken: null, slowDown: null }
  if (fault.kind === 'unknown')
    return { ...later(`${fault.reason}: waiting for its receipt`, WAIT_FOR_RECEIPT_MS), broken: null, slowDown: null }
  const reason = reasonOf(fault)
  const { code, retryAfterMs } = fault
  const advice = adviceFor(fault)
  if (advice) return { ...later(reason, retryAfterMs), broken: { reason, advice }, slowDown: null }
  if (code === TOO_MANY_TO_THIS_PERSON) return { ...later(reason, retryAfterMs), broken: null, slowDown: 'this-person' }
  if (TOO_MANY.has(code)) return { ...later(reason, retryAfterMs), broken: null, slowDown: 'everybody' }
  if (WILL_PASS.has(code) || retryAfterMs !== null)
    return { ...later(reason, retryAfterMs), broken: null, slowDown: null }
  return final(reason)
}

function adviceFor({ code, subcode }: Extract<Fault, { kind: 'graph' }>): string | undefined {
  // « object does not exist »: the phone number's id, not the message
  if (code === 100 && subcode === 33) return MENDING.get(33)
  return MENDING.get(code >= 200 && code <= 299 ? 10 : code)
}

const later = (reason: string, retryAfterMs: number | null): Pick<Met, 'outcome'> => ({
  outcome: { kind: 'later', reason, retryAfterMs },
})
const final = (reason: string): Met => ({ outcome: { kind: 'refused', reason }, broken: null, slowDown: null })
