import type { ChangedPerson, Incoming, RawActivity, Receipt } from '../../messaging/channel.ts'
import { readPlaceCode } from '../../messaging/read-place-code.ts'
import { hideId } from './hide-id.ts'
import {
  contactSchema,
  messageSchema,
  statusSchema,
  type WhatsAppMessage,
  type WhatsAppStatus,
  webhookSchema,
} from './payload.schema.ts'
import { whoChanged, whoWrote, writeAddress } from './recipient.ts'
import texts from './texts.fr.json' with { type: 'json' }

/** What one delivery says. `problems`: codes of faults Meta tells of outside any message. */
export interface Delivery {
  incoming: Incoming[]
  receipts: Receipt[]
  changed: ChangedPerson[]
  problems: number[]
}

/**
 * Reads a delivery: several entries, changes and messages at once. What is of another number of the same account, of another field, of a
 * group, or not to be read, is left; the rest of the batch is not.
 */
export function decode(payload: unknown, phoneId: string): Delivery {
  const delivery: Delivery = { incoming: [], receipts: [], changed: [], problems: [] }
  const read = webhookSchema.safeParse(payload)
  if (!read.success) return delivery
  for (const { field, value } of read.data.entry.flatMap(({ changes }) => changes)) {
    if (field !== 'messages' || value.metadata?.phone_number_id !== phoneId) continue
    const contacts = readEach(contactSchema, value.contacts)
    for (const message of readEach(messageSchema, value.messages)) {
      const who = message.group_id === undefined ? whoWrote(message, contacts) : null
      const changed = whoChanged(message)
      if (changed) delivery.changed.push(changed)
      if (!who) continue
      const at = Number(message.timestamp) * 1000
      const from = { person: who.person, address: writeAddress(who.recipient), ...(at > 0 && { at }) }
      delivery.incoming.push(
        ...activitiesOf(message).map((activity, index) => ({
          ...from,
          nativeId: index === 0 ? hideId(message.id) : `${hideId(message.id)}:${index}`,
          activity,
        })),
      )
    }
    delivery.receipts.push(...readEach(statusSchema, value.statuses).flatMap(receiptOf))
    delivery.problems.push(...value.errors.map((error) => Number((error as { code?: unknown } | null)?.code ?? 0)))
  }
  return delivery
}

interface Reads<Read> {
  safeParse(value: unknown): { success: true; data: Read } | { success: false }
}

const readEach = <Read>(schema: Reads<Read>, values: unknown[]): Read[] =>
  values.flatMap((value) => {
    const read = schema.safeParse(value)
    return read.success ? [read.data] : []
  })

/** Two things when a picture came with words, none when there is nothing to answer (a reaction, a notice of WhatsApp's own). */
function activitiesOf(message: WhatsAppMessage): RawActivity[] {
  const { type, text, location, interactive, button } = message
  if (text) return [startOf(text.body) ?? { kind: 'text', text: text.body }]
  if (location) return [{ kind: 'location', latitude: location.latitude, longitude: location.longitude }]
  const pressed = interactive?.button_reply ?? interactive?.list_reply
  if (pressed) return [choiceOf(pressed)]
  // the quick reply of a template: its words, as if typed
  if (button) return [{ kind: 'text', text: button.text ?? button.payload ?? '' }]
  const file = message.audio ?? message.image ?? message.sticker ?? message.video ?? message.document
  if (file) {
    const media = message.audio ? 'voice' : message.image || message.sticker ? 'photo' : 'document'
    const caption: RawActivity[] = file.caption ? [{ kind: 'text', text: file.caption }] : []
    return [{ kind: 'media', media, reference: file.id }, ...caption]
  }
  // something a person sent that nobody can open here: they are told so, rather than left without an answer
  return UNREADABLE.has(type) ? [{ kind: 'media', media: 'document', reference: null }] : []
}

const UNREADABLE = new Set(['contacts', 'order', 'unsupported', 'unknown'])

function startOf(text: string): RawActivity | null {
  const placeCode = readPlaceCode(text)
  return placeCode === null ? null : { kind: 'start', placeCode }
}

/** `question:number`, as encoded; a label too long for its row is whole in the description. */
function choiceOf({
  id,
  title,
  description,
}: {
  id: string
  title: string
  description?: string | undefined
}): RawActivity {
  const cut = id.lastIndexOf(':')
  const label = title.replace(/^\d+\s/, '')
  if (cut < 0) return { kind: 'text', text: label }
  return { kind: 'choice', question: id.slice(0, cut), number: id.slice(cut + 1), label: description || label }
}

const TAKEN = new Set(['sent', 'delivered', 'read', 'played'])
const reasons = new Map(Object.entries(texts.reasons))

function receiptOf({ id, status, errors, biz_opaque_callback_data }: WhatsAppStatus): Receipt[] {
  const receipt = { nativeId: hideId(id), key: biz_opaque_callback_data ?? null }
  if (TAKEN.has(status)) return [{ ...receipt, failure: null }]
  return status === 'failed' ? [{ ...receipt, failure: reasonOf(errors?.[0]) }] : []
}

/** « 131026 … »: the platform's number, and what it means where we have words for it. */
export function reasonOf(
  error: { code: number | string; title?: string | undefined; message?: string | undefined } | undefined,
): string {
  if (!error) return 'failed'
  return `${error.code} ${reasons.get(String(error.code)) ?? error.title ?? error.message ?? ''}`.trim()
}
