import type { ChangedPerson } from '../../messaging/channel.ts'
import type { WhatsAppContact, WhatsAppMessage } from './payload.schema.ts'

/** Where to answer: by the user's id for this business, by the number, or both (WhatsApp then uses the number). */
export type Recipient = { to: string; recipient?: string } | { to?: string; recipient: string }

/** « FR.13491208655302741918 »: a user's id for this business (BSUID), `ENT.` in it for a group of businesses. */
const USER_ID = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/

/**
 * Who wrote, and where to answer. Since 2026 somebody with a username may have no number here, and a number may change hands: the person is
 * their user id; a number stands for them only with a relay that gives nothing else. Null when there is neither.
 */
export function whoWrote(
  message: WhatsAppMessage,
  contacts: WhatsAppContact[],
): { person: string; recipient: Recipient } | null {
  const contact =
    contacts.find(({ user_id, wa_id }) => isSame(user_id, message.from_user_id) || isSame(wa_id, message.from)) ??
    (contacts.length === 1 ? contacts[0] : undefined)
  const ids = [message.from_user_id, contact?.user_id, message.from, contact?.wa_id].filter((id) => id !== undefined)
  const userId = ids.find((id) => USER_ID.test(id))
  const number = ids.find((id) => /^\+?\d{5,20}$/.test(id))
  if (userId !== undefined)
    return { person: userId, recipient: { recipient: userId, ...(number !== undefined && { to: number }) } }
  return number === undefined ? null : { person: number, recipient: { to: number } }
}

/**
 * WhatsApp says that somebody has another number, and with it another user id: who they were and who they are. Null for other notices.
 */
export function whoChanged({ from, from_user_id, system }: WhatsAppMessage): ChangedPerson | null {
  if (system?.type !== 'user_changed_number' && system?.type !== 'user_changed_user_id') return null
  const before = system.previous_user_id ?? (system.user_id === undefined ? from : from_user_id)
  const now = { user_id: system.user_id, wa_id: system.wa_id }
  const who = whoWrote({ id: '', type: 'system', from: now.wa_id, from_user_id: now.user_id }, [])
  if (before === undefined || !who || who.person === before) return null
  return { before, person: who.person, address: writeAddress(who.recipient) }
}

const isSame = (one: string | undefined, other: string | undefined) => one !== undefined && one === other

export const writeAddress = (recipient: Recipient): string => JSON.stringify(recipient)
export const readAddress = (address: string): Recipient => JSON.parse(address) as Recipient
