import type { Activity } from '../bot/activity.ts'
import type { SecretBox } from '../store/secret-box.ts'
import type { RawActivity } from './channel.ts'
import type { Mask } from './plain-reason.ts'
import { recogniseCode } from './relay/recognise-code.ts'
import { hashOfCode } from './relay/relay-code.ts'

/** Some platforms carry a book in one message; nobody is helped by the end of it, and every step that reads it would be slowed for all. */
const LONGEST_TEXT = 10_000
/** longer than any secret: the end of a text that was cut may be the first half of one, so that much is read and not kept */
const MARGIN = 200

/** PostgreSQL stores no NUL: one message with it would be brought again by its platform for ever, and every other behind it. */
export const withoutNul = (text: string) => text.replaceAll('\0', '')

/**
 * What may be written of an activity, whatever part of it a secret came in. `mayRead`: its photo may be read here, once the person agrees.
 */
export function maskActivity(raw: RawActivity, mask: Mask, mayRead: boolean): Activity {
  // a turn has no use for the reference: it is kept once, sealed, with the transcript
  if (raw.kind === 'media') return { ...raw, reference: null, ...(mayRead && { heard: 'may-read' as const }) }
  const whole = (text: string) => (mask(text).masked === text ? text : null)
  if (raw.kind === 'start') return { ...raw, placeCode: raw.placeCode && whole(withoutNul(raw.placeCode)) }
  if (raw.kind === 'choice')
    return {
      kind: 'choice',
      // ours come back as we gave them; whatever else a form says here was never ours
      question: /^[\w.:-]{0,100}$/.test(raw.question) ? (whole(raw.question) ?? '') : '',
      number: /^\d{0,3}$/.test(raw.number) ? raw.number : '',
      label: maskText(raw.label, mask).masked,
    }
  if (raw.kind === 'text') return { kind: 'text', ...named(maskText(raw.text, mask)) }
  return raw
}

/** A code that may bring a conversation here: only its keyed hash is written, and the other words masked as ever. Null: there is none. */
export function maskTypedCode(raw: RawActivity, mask: Mask, box: SecretBox): Activity | null {
  if (raw.kind !== 'text') return null
  const text = withoutNul(raw.text)
  const code = recogniseCode(text)
  if (!code) return null
  const { masked, secrets } = mask(`${text.slice(0, code.start)}[CODE]${text.slice(code.end)}`)
  const { alone, digits } = code
  return {
    kind: 'text',
    text: masked,
    secrets: alone ? secrets : [...new Set([...secrets, 'code'])],
    relay: { hash: hashOfCode(box, digits), alone },
  }
}

function maskText(raw: string, mask: Mask): ReturnType<Mask> {
  const text = withoutNul(raw)
  if (text.length <= LONGEST_TEXT) return mask(text)
  const { masked, secrets } = mask(text.slice(0, LONGEST_TEXT + MARGIN))
  return { masked: masked.slice(0, -MARGIN), secrets }
}

const named = ({ masked: text, secrets }: ReturnType<Mask>) => ({ text, secrets })
