import { decode, decodeStart } from './decode.ts'
import type { ErasureReceipts } from './erasure-receipts.ts'
import type { WebChatParts } from './parts.ts'
import type { Form } from './payload.schema.ts'
import texts from './texts.fr.json' with { type: 'json' }
import { waitUntilSettled } from './wait-until-settled.ts'

const LONGEST_WAIT_MS = 2_000

export type Taken = { kind: 'taken' } | { kind: 'refused'; status: 400 | 429 | 503; error: string }

export interface FormTaker {
  /** stored, or refused with one line for the person: then the words stay where they were typed */
  take(form: Form, session: string, ip: string): Promise<Taken>
  /** waits a little for the answer to be there */
  settle(session: string): Promise<void>
}

/** What the page and the widget both do with what a person sends. */
export function createFormTaker(
  parts: WebChatParts,
  { name, receipts }: { name: string; receipts: ErasureReceipts },
): FormTaker {
  async function take(form: Form, session: string, ip: string): Promise<Taken> {
    const decoded = decode(form, session)
    if (decoded.kind === 'too-long') return { kind: 'refused', status: 400, error: texts['too-long'] }
    if (decoded.kind === 'empty') return { kind: 'taken' }
    const conversationId = await parts.conversationOf(session)
    const isNew = conversationId === null
    // whoever is with a person, or awaits one, is not met anew for having passed a poster
    const isMet = isNew || (form.lieu && (await parts.statusOf(conversationId)) === 'with-bot')
    if (isNew && !parts.mayBegin(ip)) return { kind: 'refused', status: 429, error: texts['too-many'] }
    try {
      if (isMet) {
        await parts.receive(name, [decodeStart(form, session)])
        await settle(session)
      }
      await parts.receive(name, [decoded.incoming])
    } catch {
      return { kind: 'refused', status: 503, error: texts['not-kept'] }
    }
    receipts.forget(session)
    return { kind: 'taken' }
  }

  async function settle(session: string) {
    const conversationId = await parts.conversationOf(session)
    if (conversationId) await waitUntilSettled(parts, conversationId, LONGEST_WAIT_MS)
  }

  return { take, settle }
}
