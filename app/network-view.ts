import { frenchDay } from '../knowledge-base/french-day.ts'
import type { NetworkSettings } from '../network/settings/settings.schema.ts'

/** « Réseau X, 05 00 00 00 00 (prix d'un appel), contact@… »: a role and a line, never a person. */
export function contactOf({ contact }: Pick<NetworkSettings, 'contact'>): string | null {
  if (!contact) return null
  const phone = contact.phone ? `${contact.phone} (${contact.cost ?? ''})` : null
  return [contact.label, phone, contact.email].filter((part) => part != null).join(', ')
}

/** The networks a request can be handed to; one whose own settings are here too can be handed the request itself. */
export function partnersOf(
  { id: own, partners }: NetworkSettings,
  isHere: (networkId: string) => boolean,
): { id: string; name: string; contact: string; network: string | null }[] {
  return partners.map(({ id, name, contact, network }) => ({
    id,
    name,
    contact: contactOf({ contact }) ?? name,
    network: network !== undefined && network !== own && isHere(network) ? network : null,
  }))
}

/** The local schemes that are on and running today; off by default. */
export function schemesOf(
  { overlay }: NetworkSettings,
  now: number,
): { label: string; until: string | null; places: string }[] {
  const today = new Date(now).toISOString().slice(0, 10)
  return Object.values(overlay)
    .filter((scheme) => scheme.on && (scheme.from ?? today) <= today && (scheme.until ?? today) >= today)
    .map(({ label, until, places }) => ({
      label,
      until: until ? frenchDay(Date.parse(until)) : null,
      places: places.join(', '),
    }))
}
